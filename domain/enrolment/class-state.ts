export type ClassState = 'draft' | 'enrolling' | 'full' | 'closed' | 'over';

/** Where a class stands at `now`. `toCome`: open sessions still to begin; `freeLeast`: free places in the fullest of them. */
export function classStateOf(
  facts: {
    readonly seriesState: 'draft' | 'enabled' | 'ended';
    readonly toCome: number;
    readonly freeLeast: number | null;
    readonly enrolUntilAt: number;
  },
  now: number,
): ClassState {
  if (facts.seriesState === 'draft') return 'draft';
  if (facts.toCome === 0) return 'over';
  if (now > facts.enrolUntilAt) return 'closed';
  return (facts.freeLeast ?? 0) <= 0 ? 'full' : 'enrolling';
}
