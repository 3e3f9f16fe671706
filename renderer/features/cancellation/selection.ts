import type { SessionState } from '#domain/session/state.ts';
import type { SessionId } from '#domain/values/ids.ts';

/** What the selection needs to know of a listed session. */
export interface SelectableRow {
  readonly id: SessionId;
  readonly state: SessionState;
  readonly inProcess: unknown;
}

/** Only open sessions that no job holds can be ticked; the engine refuses the others anyway (seed 000). */
export function isSelectable(row: SelectableRow): boolean {
  return row.state === 'open' && row.inProcess === null;
}

/** A session that has taken place; it can still be cancelled, but seldom is meant to be. */
export function isOver(row: { readonly endsAt: number }, now: number): boolean {
  return row.endsAt <= now;
}

/** When the ticked sessions end: as the list says, else as it said before. */
export function endsOf(
  rows: readonly { readonly id: SessionId; readonly endsAt: number }[],
  ticks: ReadonlySet<SessionId>,
  known: ReadonlyMap<SessionId, number>,
): ReadonlyMap<SessionId, number> {
  return new Map(
    [...known, ...rows.map((row) => [row.id, row.endsAt] as const)].filter(([id]) => ticks.has(id)),
  );
}

/** How many of these sessions have taken place. */
export function countOver(
  ids: readonly SessionId[],
  ends: ReadonlyMap<SessionId, number>,
  now: number,
): number {
  return ids.filter((id) => {
    const endsAt = ends.get(id);
    return endsAt !== undefined && isOver({ endsAt }, now);
  }).length;
}

/** Ticks as they count against the list shown now. */
export interface Ticked {
  /** In list order, then those that the list does not show. */
  readonly ids: readonly SessionId[];
  readonly listed: number;
  /** Ticked, but outside the range or filters shown. */
  readonly unlisted: number;
}

/**
 * Ticks name sessions by id, so they survive sorting, filtering, another range and coming back. A listed row that can no longer
 * be ticked (a job took it meanwhile) does not count.
 */
export function tickedAgainst(ticks: ReadonlySet<SessionId>, rows: readonly SelectableRow[]): Ticked {
  const shown = new Set(rows.map((row) => row.id));
  const inList = rows.filter((row) => isSelectable(row) && ticks.has(row.id)).map((row) => row.id);
  const elsewhere = [...ticks].filter((id) => !shown.has(id));
  return { ids: [...inList, ...elsewhere], listed: inList.length, unlisted: elsewhere.length };
}

/** Forgets ticks on sessions that the list does not show. */
export function untickUnlisted(
  ticks: ReadonlySet<SessionId>,
  rows: readonly SelectableRow[],
): ReadonlySet<SessionId> {
  const shown = new Set(rows.map((row) => row.id));
  return new Set([...ticks].filter((id) => shown.has(id)));
}

/** Forgets ticks on the given sessions: they went into a job, this one or another. */
export function untick(ticks: ReadonlySet<SessionId>, ids: readonly SessionId[]): ReadonlySet<SessionId> {
  const gone = new Set(ids);
  return new Set([...ticks].filter((id) => !gone.has(id)));
}
