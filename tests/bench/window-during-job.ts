import type { BenchRow } from './measure.ts';

/** The window's own tasks while a job runs. */
export async function windowRows(_name: string, _say: (line: string) => void): Promise<BenchRow[]> {
  return [];
}
