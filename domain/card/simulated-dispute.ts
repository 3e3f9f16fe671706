/** How disputes of simulated charges end a while after they were opened; `open`: they stay so. */
export const SIMULATED_DISPUTE_ENDS = ['open', 'won', 'lost'] as const;
export type SimulatedDisputeEnd = (typeof SIMULATED_DISPUTE_ENDS)[number];
