import type { Faker } from '@faker-js/faker';

/** Draws from one seeded source: the same seed and the same order of draws give the same values. */
export interface Chance {
  /** At least 0, below 1. */
  readonly next: () => number;
  /** A whole number from `min` to `max`, both possible. */
  readonly int: (min: number, max: number) => number;
  /** True in `share` of all cases. */
  readonly happens: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** `count` different entries, or all if there are fewer. */
  readonly some: <T>(from: readonly T[], count: number) => T[];
  /** An entry with a chance in proportion to its weight. */
  readonly weighted: <T>(from: readonly (readonly [value: T, weight: number])[]) => T;
}

export function createChance(faker: Faker): Chance {
  const next = (): number => faker.number.float();
  const below = (end: number): number => Math.floor(next() * end);
  const pick = <T>(from: readonly T[]): T => {
    const value = from[below(from.length)];
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  };
  return {
    next,
    int: (min, max) => min + below(max - min + 1),
    happens: (share) => next() < share,
    pick,
    some: (from, count) => {
      const rest = [...from];
      const chosen: (typeof rest)[number][] = [];
      while (chosen.length < count && rest.length > 0) {
        const at = below(rest.length);
        const [taken] = rest.slice(at, at + 1);
        const last = rest.pop();
        if (at < rest.length && last !== undefined) rest[at] = last;
        if (taken !== undefined) chosen.push(taken);
      }
      return chosen;
    },
    weighted: (from) => {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of from) {
        left -= weight;
        if (left < 0) return value;
      }
      return pick(from)[0];
    },
  };
}
