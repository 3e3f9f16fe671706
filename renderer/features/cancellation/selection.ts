import type { SessionId } from '#domain/values/ids.ts';

/** What the selection needs to know of a listed session. */
export interface SelectableRow {
  readonly id: SessionId;
  readonly state: 'open' | 'canceling' | 'canceled';
  readonly inProcess: unknown;
}

/**
 * Which sessions are ticked, and where the keyboard is. Rows are named by id, so ticks survive sorting, filtering, another
 * range and coming back. `anchor` is where a shift range starts: the row last ticked or unticked by itself.
 */
export interface Selection {
  readonly ticked: ReadonlySet<SessionId>;
  readonly anchor: SessionId | null;
  readonly cursor: SessionId | null;
}

export const NOTHING_TICKED: Selection = { ticked: new Set(), anchor: null, cursor: null };

/** Only open sessions that no job holds can be ticked; the engine refuses the others anyway (seed 000). */
export function isSelectable(row: SelectableRow): boolean {
  return row.state === 'open' && row.inProcess === null;
}

/** Ticks or unticks one row and starts shift ranges there. A row that cannot be ticked only takes the cursor. */
export function toggleRow(selection: Selection, row: SelectableRow): Selection {
  if (!isSelectable(row)) return { ...selection, cursor: row.id };
  const ticked = new Set(selection.ticked);
  if (!ticked.delete(row.id)) ticked.add(row.id);
  return { ticked, anchor: row.id, cursor: row.id };
}

/**
 * Gives every selectable row from the anchor to `id`, both included and in either direction, the anchor's own state: a range
 * that starts at a ticked row ticks, one that starts at an unticked row unticks. Without an anchor in the list, `id` is toggled.
 */
export function extendTo(selection: Selection, rows: readonly SelectableRow[], id: SessionId): Selection {
  const end = rows.findIndex((row) => row.id === id);
  const start = rows.findIndex((row) => row.id === selection.anchor);
  const target = rows[end];
  if (!target) return selection;
  if (start === -1) return toggleRow(selection, target);
  const tick = selection.anchor !== null && selection.ticked.has(selection.anchor);
  const span = rows.slice(Math.min(start, end), Math.max(start, end) + 1).filter(isSelectable);
  return { ...withTicks(selection, span, tick), cursor: id };
}

/** Ticks (or unticks) every selectable row of the list; ticks on rows that are not listed stay. */
export function setAll(selection: Selection, rows: readonly SelectableRow[], tick: boolean): Selection {
  return withTicks(selection, rows.filter(isSelectable), tick);
}

export function moveCursor(selection: Selection, id: SessionId): Selection {
  return { ...selection, cursor: id };
}

/**
 * What is ticked now, seen against the list: ids that count (in list order, then the unlisted ones), and how many of them the
 * list does not show because of its range or filters. Listed rows that can no longer be ticked do not count.
 */
export function tickedAgainst(
  selection: Selection,
  rows: readonly SelectableRow[],
): {
  readonly ids: readonly SessionId[];
  readonly unlisted: number;
  readonly header: 'none' | 'some' | 'all';
} {
  const listed = new Set(rows.map((row) => row.id));
  const selectable = rows.filter(isSelectable);
  const inList = selectable.filter((row) => selection.ticked.has(row.id)).map((row) => row.id);
  const elsewhere = [...selection.ticked].filter((id) => !listed.has(id));
  const header = inList.length === 0 ? 'none' : inList.length === selectable.length ? 'all' : 'some';
  return { ids: [...inList, ...elsewhere], unlisted: elsewhere.length, header };
}

/** Forgets ticks on sessions that the list does not show. */
export function untickUnlisted(selection: Selection, rows: readonly SelectableRow[]): Selection {
  const listed = new Set(rows.map((row) => row.id));
  return { ...selection, ticked: new Set([...selection.ticked].filter((id) => listed.has(id))) };
}

/** Forgets ticks on the given sessions: they went into a job, this one or another. */
export function untick(selection: Selection, ids: readonly SessionId[]): Selection {
  const gone = new Set(ids);
  return { ...selection, ticked: new Set([...selection.ticked].filter((id) => !gone.has(id))) };
}

function withTicks(selection: Selection, rows: readonly SelectableRow[], tick: boolean): Selection {
  const ticked = new Set(selection.ticked);
  for (const row of rows) {
    if (tick) ticked.add(row.id);
    else ticked.delete(row.id);
  }
  return { ...selection, ticked };
}
