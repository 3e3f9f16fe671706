import { and, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type Decision, decisions, type NewDecision } from '#db/schema/decision.ts';
import type { DecisionId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { rowById } from './row-by-id.ts';

export type { Decision };

export const findById = rowById(decisions);

export function findByNoticeUid(db: ReadDb | WriteDb, noticeUid: string): Decision | undefined {
  return db.orm.select().from(decisions).where(eq(decisions.noticeUid, noticeUid)).get();
}

export function insert(tx: WriteDb, row: NewDecision, sessionIds: readonly SessionId[]): Decision {
  const decision = tx.orm.insert(decisions).values(row).returning().get();
  tx.run(`INSERT INTO decision_sessions (decision_id, session_id) SELECT ?, value FROM json_each(?)`, [
    decision.id,
    JSON.stringify(sessionIds),
  ]);
  return decision;
}

/** Changes the row if it still has `version`; undefined if somebody was faster. */
export function update(
  tx: WriteDb,
  id: DecisionId,
  version: number,
  patch: Partial<Omit<NewDecision, 'id' | 'version'>>,
): Decision | undefined {
  return tx.orm
    .update(decisions)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(decisions.id, id), eq(decisions.version, version)))
    .returning()
    .get();
}

/** As if it had never been; for its undo. */
export function remove(tx: WriteDb, id: DecisionId): void {
  tx.run('DELETE FROM decision_sessions WHERE decision_id = ?', [id]);
  tx.run('DELETE FROM decisions WHERE id = ?', [id]);
}

/** The sessions that were warned of, those that are open still. */
export function listOpenSessions(db: ReadDb | WriteDb, id: DecisionId): SessionId[] {
  return db
    .all<{ id: SessionId }>(
      `SELECT s.id FROM decision_sessions d JOIN sessions s ON s.id = d.session_id AND s.state = 'open'
       WHERE d.decision_id = ? ORDER BY s.starts_at, s.id`,
      [id],
    )
    .map((row) => row.id);
}

export interface DecisionRow {
  readonly id: DecisionId;
  readonly title: string;
  readonly decideAt: number;
  readonly reason: string;
  readonly requestedBy: string;
  readonly createdAt: number;
  readonly version: number;
  /** Open ones among the sessions that were warned of, and the places held in them. */
  readonly sessions: number;
  readonly bookings: number;
  readonly clients: number;
  readonly firstDate: LocalDate | null;
  readonly lastDate: LocalDate | null;
}

/** What still waits to be decided, the most urgent first. */
export function listWaiting(db: ReadDb): DecisionRow[] {
  return db.all(
    `SELECT d.id, d.title, d.decide_at AS decideAt, d.request ->> 'reason' AS reason, p.name AS requestedBy,
       d.created_at AS createdAt, d.version, COUNT(DISTINCT s.id) AS sessions, COUNT(b.id) AS bookings,
       COUNT(DISTINCT b.client_id) AS clients, MIN(s.local_date) AS firstDate, MAX(s.local_date) AS lastDate
     FROM decisions d JOIN staff p ON p.id = d.requested_by
     LEFT JOIN decision_sessions x ON x.decision_id = d.id
     LEFT JOIN sessions s ON s.id = x.session_id AND s.state = 'open'
     LEFT JOIN bookings b ON b.session_id = s.id AND b.state = 'booked'
     WHERE d.state = 'waiting' GROUP BY d.id ORDER BY d.decide_at, d.id`,
  );
}
