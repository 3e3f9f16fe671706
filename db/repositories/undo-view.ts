import type { ReadDb } from '#db/database.ts';
import type { JobId } from '#domain/values/ids.ts';

export interface UndoNames {
  readonly clients: ReadonlyMap<number, string>;
  readonly sessions: ReadonlyMap<number, { readonly title: string; readonly date: string }>;
}

/** Names of the job's clients and sessions by id, as they were when it was accepted. */
export function listUndoNames(db: ReadDb, jobId: JobId): UndoNames {
  const clients = db.all<{ id: number; name: string }>(
    'SELECT client_id AS id, name FROM cancellation_clients WHERE job_id = ?',
    [jobId],
  );
  const sessions = db.all<{ id: number; title: string; date: string }>(
    'SELECT session_id AS id, service_name AS title, local_date AS date FROM cancellation_sessions WHERE job_id = ?',
    [jobId],
  );
  return {
    clients: new Map(clients.map(({ id, name }) => [id, name])),
    sessions: new Map(sessions.map((session) => [session.id, session])),
  };
}

/** How many of the job's messages can be withdrawn, and who has got one. */
export function countMessages(
  db: ReadDb,
  jobId: JobId,
): { readonly withdrawable: number; readonly sent: string[] } {
  const rows = db.all<{ name: string; state: string }>(
    `SELECT to_name AS name, state FROM messages WHERE job_id = ? AND kind = 'session_canceled'`,
    [jobId],
  );
  return {
    withdrawable: rows.filter(({ state }) => state === 'queued' || state === 'unsent' || state === 'failed')
      .length,
    sent: rows.filter(({ state }) => state === 'sent' || state === 'sending').map(({ name }) => name),
  };
}
