/** What a simulated card does when it is charged; the person at the desk chooses it on the simulated page. */
export const SIMULATED_CARDS = [
  'works',
  'insufficient_funds',
  'stolen_card',
  'expired_card',
  'authentication_required',
  'processing',
  'late_failure',
  'dispute',
] as const;
export type SimulatedCard = (typeof SIMULATED_CARDS)[number];
