/** One figure beside its floor, as `--json` writes it. */
export interface BenchRow {
  /** Name of the benchmark, as in docs/benchmarks.md. */
  readonly name: string;
  /** Which of its figures. */
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  /** The same work by the plainest means, measured in the same run; null where a goal is absolute. */
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly goal: string;
  readonly holds: boolean;
  /**
   * How far the repeated measurements lay apart, "ours / floor": half the middle range in % of the median. `best` is the
   * ratio of the two quickest rounds, which a busy machine disturbs least.
   */
  readonly spread: string;
}

export interface Benchmark {
  readonly name: string;
  /** What is measured, in one line. */
  readonly about: string;
  readonly run: (options: BenchOptions) => Promise<readonly BenchRow[]>;
}

export interface BenchOptions {
  /** Full length where the default run takes a slice. */
  readonly real: boolean;
  readonly say: (line: string) => void;
}

export interface Samples {
  readonly ours: readonly number[];
  readonly floor: readonly number[];
}

/**
 * Measures two works in turns, so that a disturbed machine disturbs both; the order changes every round. A work returns its
 * own milliseconds, or is timed from call to end. The first round warms up and is dropped.
 */
export async function alternate(
  rounds: number,
  ours: () => number | Promise<number>,
  floor: () => number | Promise<number>,
): Promise<Samples> {
  const samples = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const order = round % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const);
    for (const which of order) {
      const took = await (which === 'ours' ? ours() : floor());
      if (round > 0) samples[which].push(took);
    }
  }
  return samples;
}

export function timed(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
};

/** Half of what the middle half of the samples spans, in % of the median. */
export const spreadOf = (values: readonly number[]): string =>
  `±${Math.round(((quantile(values, 0.75) - quantile(values, 0.25)) / 2 / median(values)) * 100)} %`;

/** A row whose goal is a multiple of its floor. `most`: the largest ratio that still holds. */
export function ratioRow(
  head: Pick<BenchRow, 'name' | 'what' | 'unit'>,
  samples: Samples,
  most: number,
  of: (values: readonly number[]) => number = median,
): BenchRow {
  const value = of(samples.ours);
  const floor = of(samples.floor);
  return {
    ...head,
    value: round(value),
    floor: round(floor),
    ratio: round(value / floor),
    goal: `≤ ${most} × floor`,
    holds: value <= most * floor,
    spread: `${spreadOf(samples.ours)} / ${spreadOf(samples.floor)}, best ${round(Math.min(...samples.ours) / Math.min(...samples.floor))}`,
  };
}

/** A row whose goal is a number of its own. */
export function absoluteRow(
  head: Pick<BenchRow, 'name' | 'what' | 'unit' | 'goal'>,
  value: number,
  holds: boolean,
  samples: readonly number[] = [],
): BenchRow {
  const spread = samples.length > 1 ? spreadOf(samples) : '';
  return { ...head, value: round(value), floor: null, ratio: null, holds, spread };
}

export const round = (value: number): number => Number(value.toPrecision(4));
