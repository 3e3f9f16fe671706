import { describe, expect, it } from 'vitest';
import type { SessionId } from '#domain/values/ids.ts';
import {
  extendTo,
  moveCursor,
  NOTHING_TICKED,
  type SelectableRow,
  setAll,
  tickedAgainst,
  toggleRow,
  untick,
  untickUnlisted,
} from '#renderer/features/cancellation/selection.ts';

const id = (value: number): SessionId => value as SessionId;
const open = (value: number): SelectableRow => ({ id: id(value), state: 'open', inProcess: null });
const held = (value: number): SelectableRow => ({
  id: id(value),
  state: 'canceling',
  inProcess: { jobId: 7 },
});
const canceled = (value: number): SelectableRow => ({ id: id(value), state: 'canceled', inProcess: null });

const rows = [open(1), open(2), held(3), open(4), canceled(5), open(6)];

describe('ticking sessions', () => {
  it('ticks and unticks one row', () => {
    const once = toggleRow(NOTHING_TICKED, open(2));
    expect(tickedAgainst(once, rows).ids).toEqual([2]);
    expect(tickedAgainst(toggleRow(once, open(2)), rows).ids).toEqual([]);
  });

  it('never ticks a session that is cancelled or that a job holds', () => {
    let selection = toggleRow(NOTHING_TICKED, held(3));
    selection = toggleRow(selection, canceled(5));
    selection = setAll(selection, rows, true);
    expect(tickedAgainst(selection, rows).ids).toEqual([1, 2, 4, 6]);
  });

  it('a shift range takes over the state of its anchor, both ways', () => {
    const down = extendTo(toggleRow(NOTHING_TICKED, open(2)), rows, id(6));
    expect(tickedAgainst(down, rows).ids).toEqual([2, 4, 6]);
    const up = extendTo(toggleRow(NOTHING_TICKED, open(4)), rows, id(1));
    expect(tickedAgainst(up, rows).ids).toEqual([1, 2, 4]);
    const unticked = extendTo(toggleRow(setAll(NOTHING_TICKED, rows, true), open(2)), rows, id(4));
    expect(tickedAgainst(unticked, rows).ids).toEqual([1, 6]);
  });

  it('a shift range without an anchor in the list ticks just its end', () => {
    expect(tickedAgainst(extendTo(NOTHING_TICKED, rows, id(4)), rows).ids).toEqual([4]);
  });

  it('moving the cursor ticks nothing', () => {
    expect(tickedAgainst(moveCursor(NOTHING_TICKED, id(4)), rows).ids).toEqual([]);
  });

  it('tells nothing, some and all', () => {
    expect(tickedAgainst(NOTHING_TICKED, rows).header).toBe('none');
    expect(tickedAgainst(toggleRow(NOTHING_TICKED, open(1)), rows).header).toBe('some');
    expect(tickedAgainst(setAll(NOTHING_TICKED, rows, true), rows).header).toBe('all');
    expect(tickedAgainst(NOTHING_TICKED, [canceled(5)]).header).toBe('none');
  });

  it('ticks outlive a filter, are counted as unlisted, and can be dropped', () => {
    const selection = setAll(NOTHING_TICKED, rows, true);
    const shown = [open(2)];
    expect(tickedAgainst(selection, shown)).toEqual({ ids: [2, 1, 4, 6], unlisted: 3, header: 'all' });
    expect(tickedAgainst(untickUnlisted(selection, shown), shown).ids).toEqual([2]);
  });

  it('a row that a job has taken meanwhile does not count any more', () => {
    const selection = setAll(NOTHING_TICKED, [open(3)], true);
    expect(tickedAgainst(selection, rows).ids).toEqual([]);
    expect(untick(selection, [id(3)]).ticked.size).toBe(0);
  });
});
