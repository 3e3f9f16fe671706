import { describe, expect, it } from 'vitest';
import type { SessionId } from '#domain/values/ids.ts';
import {
  countOver,
  endsOf,
  isSelectable,
  type SelectableRow,
  tickedAgainst,
  untick,
  untickUnlisted,
} from '#renderer/features/cancellation/selection.ts';

const id = (value: number): SessionId => value as SessionId;
const ticks = (...values: number[]): ReadonlySet<SessionId> => new Set(values.map(id));
const open = (value: number): SelectableRow => ({ id: id(value), state: 'open', inProcess: null });
const held = (value: number): SelectableRow => ({
  id: id(value),
  state: 'canceling',
  inProcess: { jobId: 7 },
});
const canceled = (value: number): SelectableRow => ({ id: id(value), state: 'canceled', inProcess: null });

const rows = [open(1), open(2), held(3), open(4), canceled(5), open(6)];

describe('ticked sessions', () => {
  it('offers only open sessions that no job holds', () => {
    expect(rows.filter(isSelectable).map((row) => row.id)).toEqual([1, 2, 4, 6]);
    expect(isSelectable({ ...open(1), inProcess: { jobId: 1 } })).toBe(false);
  });

  it('counts those that are over, also when the list does not show them any more', () => {
    const first = endsOf(
      [
        { id: id(1), endsAt: 100 },
        { id: id(2), endsAt: 300 },
      ],
      ticks(1, 2),
      new Map(),
    );
    const ends = endsOf(
      [
        { id: id(3), endsAt: 200 },
        { id: id(4), endsAt: 50 },
      ],
      ticks(1, 2, 3),
      first,
    );
    expect(countOver([id(1), id(2), id(3), id(4)], ends, 200)).toBe(2);
  });

  it('counts them in the order of the list', () => {
    expect(tickedAgainst(ticks(6, 1), rows)).toEqual({ ids: [1, 6], listed: 2, unlisted: 0 });
  });

  it('keeps ticks that a filter or another range hides, says how many, and can drop them', () => {
    const all = ticks(1, 2, 4, 6);
    expect(tickedAgainst(all, [open(2)])).toEqual({ ids: [2, 1, 4, 6], listed: 1, unlisted: 3 });
    expect([...untickUnlisted(all, [open(2)])]).toEqual([2]);
  });

  it('does not count a session that a job took meanwhile', () => {
    expect(tickedAgainst(ticks(2, 3, 5), rows).ids).toEqual([2]);
  });

  it('forgets what went into a job', () => {
    expect([...untick(ticks(1, 2), [id(1)])]).toEqual([2]);
  });
});
