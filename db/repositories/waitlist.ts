import { and, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewWaitlistEntry, type WaitlistEntry, waitlistEntries } from '#db/schema/waitlist.ts';
import type { ClientId, SessionId, WaitlistEntryId } from '#domain/values/ids.ts';
import type { SkipCode, WaitlistFunding } from '#domain/waitlist/next-to-promote.ts';
import { rowById } from './row-by-id.ts';

export const findById = rowById(waitlistEntries);

export function insert(tx: WriteDb, row: NewWaitlistEntry): WaitlistEntry {
  return tx.orm.insert(waitlistEntries).values(row).returning().get();
}

/** Takes an entry out as if it had never been. */
export function remove(tx: WriteDb, id: WaitlistEntryId): void {
  tx.run('DELETE FROM waitlist_entries WHERE id = ?', [id]);
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: WaitlistEntryId,
  version: number,
  patch: Partial<Omit<NewWaitlistEntry, 'id' | 'version'>>,
): WaitlistEntry | undefined {
  return tx.orm
    .update(waitlistEntries)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(waitlistEntries.id, id), eq(waitlistEntries.version, version)))
    .returning()
    .get();
}

/** Keeps why the entry was passed over; its version stays, since nothing that a person decided has changed. */
export function markSkipped(tx: WriteDb, id: WaitlistEntryId, code: SkipCode | '', at: number | null): void {
  tx.run('UPDATE waitlist_entries SET skip_code = ?, skipped_at = ? WHERE id = ?', [code, at, id]);
}

/** Whether this client, with this participant, waits for the session. */
export function isWaiting(
  db: ReadDb,
  sessionId: SessionId,
  clientId: ClientId,
  participant: string,
): boolean {
  return (
    db.get(
      `SELECT 1 FROM waitlist_entries WHERE session_id = ? AND client_id = ? AND participant = ? AND state = 'waiting'`,
      [sessionId, clientId, participant],
    ) !== undefined
  );
}

export function countWaiting(db: ReadDb, sessionId: SessionId): number {
  return (
    db.get<{ n: number }>(
      `SELECT COUNT(*) AS n FROM waitlist_entries WHERE session_id = ? AND state = 'waiting'`,
      [sessionId],
    )?.n ?? 0
  );
}

/** Behind everybody who ever waited for the session. */
export function nextPosition(db: ReadDb, sessionId: SessionId): number {
  return (
    db.get<{ position: number }>(
      'SELECT IFNULL(MAX(position), 0) + 1 AS position FROM waitlist_entries WHERE session_id = ?',
      [sessionId],
    )?.position ?? 1
  );
}

/** Who waits next to the entry; undefined at the end of the queue. */
export function neighbourOf(
  db: ReadDb,
  entry: WaitlistEntry,
  direction: 'up' | 'down',
): WaitlistEntry | undefined {
  const id = db.get<{ id: WaitlistEntryId }>(
    direction === 'up'
      ? `SELECT id FROM waitlist_entries WHERE session_id = ? AND state = 'waiting' AND position < ? ORDER BY position DESC LIMIT 1`
      : `SELECT id FROM waitlist_entries WHERE session_id = ? AND state = 'waiting' AND position > ? ORDER BY position LIMIT 1`,
    [entry.sessionId, entry.position],
  )?.id;
  return id === undefined ? undefined : findById(db, id);
}

/** Somebody who waits, as the panel shows it. */
export interface WaitingRow {
  readonly id: WaitlistEntryId;
  readonly sessionId: SessionId;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly phone: string;
  readonly participant: string;
  readonly funding: WaitlistFunding;
  readonly skipCode: SkipCode | '';
  readonly skippedAt: number | null;
  readonly createdAt: number;
  readonly version: number;
}

/** In the order in which they are served. */
export function listWaiting(db: ReadDb, sessionIds: readonly SessionId[]): WaitingRow[] {
  return db.all(
    `SELECT w.id, w.session_id AS sessionId, w.client_id AS clientId, trim(c.first_name || ' ' || c.last_name) AS clientName,
       c.phone, w.participant, w.funding, w.skip_code AS skipCode, w.skipped_at AS skippedAt, w.created_at AS createdAt,
       w.version
     FROM json_each(?) j CROSS JOIN waitlist_entries w ON w.session_id = j.value AND w.state = 'waiting'
     JOIN clients c ON c.id = w.client_id ORDER BY w.session_id, w.position, w.id`,
    [JSON.stringify(sessionIds)],
  );
}

/** What stands for or against one who waits; credits are the caller's to look up. */
export interface QueuedRow {
  readonly entry: WaitlistEntry;
  readonly isArchived: boolean;
  readonly isBooked: boolean;
  readonly hasConflict: boolean;
}

/** The queue of a session, in the order in which it is served. */
export function listQueue(db: ReadDb, sessionId: SessionId): QueuedRow[] {
  return db
    .all<{ id: WaitlistEntryId; isArchived: 0 | 1; isBooked: 0 | 1; hasConflict: 0 | 1 }>(QUEUE, [sessionId])
    .flatMap(({ id, isArchived, isBooked, hasConflict }) => {
      const entry = findById(db, id);
      return entry
        ? [{ entry, isArchived: isArchived === 1, isBooked: isBooked === 1, hasConflict: hasConflict === 1 }]
        : [];
    });
}

const QUEUE = `SELECT w.id, c.state <> 'active' AS isArchived,
    EXISTS (SELECT 1 FROM bookings b WHERE b.session_id = w.session_id AND b.client_id = w.client_id
      AND b.participant = w.participant AND b.state = 'booked') AS isBooked,
    EXISTS (SELECT 1 FROM bookings b JOIN sessions o ON o.id = b.session_id
      WHERE b.client_id = w.client_id AND b.participant = w.participant AND b.state = 'booked' AND o.id <> s.id
        AND o.state = 'open' AND o.starts_at < s.ends_at AND o.ends_at > s.starts_at) AS hasConflict
  FROM waitlist_entries w JOIN sessions s ON s.id = w.session_id JOIN clients c ON c.id = w.client_id
  WHERE w.session_id = ? AND w.state = 'waiting' ORDER BY w.position, w.id`;
