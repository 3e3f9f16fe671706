import type { Invariant } from './invariant.ts';

/** Every request-list row of a job has exactly one outcome: rows are numbered without gaps and none waits in a finished job (domain.md 10, 6). */
export const REQUEST_LIST_INVARIANTS: readonly Invariant[] = [
  {
    invariant: 6,
    code: 'ITEMS_MISSING',
    sql: `SELECT j.id AS jobId, j.items_total AS wanted, COUNT(i.id) AS found
       FROM jobs j LEFT JOIN cancellation_items i ON i.job_id = j.id
       WHERE j.kind <> 'auto_invoice' GROUP BY j.id
       HAVING COUNT(i.id) <> j.items_total OR (COUNT(i.id) > 0 AND (MIN(i.seq) <> 1 OR MAX(i.seq) <> COUNT(i.id)))`,
  },
  {
    invariant: 6,
    code: 'SESSIONS_MISSING',
    sql: `SELECT j.id AS jobId, j.sessions_total AS wanted, COUNT(s.session_id) AS found
       FROM jobs j LEFT JOIN cancellation_sessions s ON s.job_id = j.id
       WHERE j.kind <> 'auto_invoice' GROUP BY j.id HAVING COUNT(s.session_id) <> j.sessions_total`,
  },
  {
    invariant: 6,
    code: 'SESSION_WITHOUT_ITEM',
    sql: `SELECT s.job_id AS jobId, s.session_id AS sessionId FROM cancellation_sessions s
       WHERE NOT EXISTS (SELECT 1 FROM cancellation_items i WHERE i.session_id = s.session_id AND i.job_id = s.job_id)`,
  },
  {
    invariant: 6,
    code: 'ITEM_WITHOUT_OUTCOME',
    sql: `SELECT i.id AS itemId, i.job_id AS jobId FROM cancellation_items i JOIN jobs j ON j.id = i.job_id
       WHERE i.state = 'planned' AND j.state IN ('stopped', 'done', 'undone')`,
  },
];
