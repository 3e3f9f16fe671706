import type { ReadDb } from './database.ts';
import { findViolations, MOST_PER_CODE } from './invariants/find-violations.ts';
import * as audit from './repositories/audit.ts';
import { fileTrouble } from './sqlite-error.ts';

/** One thing that is wrong. `data` holds ids, numbers and SQLite's own words, nothing personal. */
export interface Problem {
  readonly area: 'file' | 'references' | 'schema' | 'invariants' | 'audit' | 'jobs';
  readonly code: string;
  readonly data: Readonly<Record<string, number | string | null>>;
}

export interface CheckReport {
  readonly level: CheckLevel;
  /** Empty when all is well. */
  readonly problems: readonly Problem[];
  /** True if money must not move until this is mended (domain.md 10); the calendar may go on. */
  readonly freezesMoney: boolean;
  readonly auditHead: audit.AuditHead;
}

/** quick: at start and after each job; full: nightly, for each backup, and `callboard check`. */
export type CheckLevel = 'quick' | 'full';

/**
 * Checks a database of the newest schema: its file, references, schema, the invariants (domain.md 10), the audit chain and
 * the state of the jobs. quick leaves out the cross-check of all indexes, the references and all but the chain's last
 * thousand rows. `checkpoint` is an audit head kept outside the database. Reads only; never throws on damage.
 */
export function checkDatabase(db: ReadDb, level: CheckLevel, checkpoint?: audit.AuditHead): CheckReport {
  const file = checkFile(db, level);
  // Wrong answers from a damaged file would only hide what is wrong with it.
  const rest =
    file.length > 0
      ? []
      : guarded(() => [
          ...schemaProblems(db),
          ...findViolations(db).map(({ invariant, code, data }) => ({
            area: 'invariants' as const,
            code,
            data: { invariant, ...data },
          })),
          ...auditProblems(db, level, checkpoint),
          ...jobProblems(db),
        ]);
  const problems = [...file, ...rest];
  return {
    level,
    problems,
    freezesMoney: problems.some(({ area }) => area !== 'jobs'),
    auditHead: file.length > 0 ? { id: 0, hash: '' } : audit.head(db),
  };
}

/** What holds for a file of any schema version: pages and indexes are sound and, for full, every reference leads to a row. */
export function checkFile(db: ReadDb, level: CheckLevel): Problem[] {
  return guarded(() => fileProblems(db, level));
}

function fileProblems(db: ReadDb, level: CheckLevel): Problem[] {
  const pragma = level === 'full' ? 'integrity_check' : 'quick_check';
  const damage = db
    .all<Record<string, string>>(`PRAGMA ${pragma}(${MOST_PER_CODE})`)
    .map((row) => row[pragma] ?? '')
    .filter((detail) => detail !== 'ok')
    .map((detail) => ({ area: 'file' as const, code: 'FILE_DAMAGED', data: { detail } }));
  if (damage.length > 0 || level === 'quick') return damage;
  return db
    .all<{ table: string; rowid: number | null; parent: string }>('PRAGMA foreign_key_check')
    .slice(0, MOST_PER_CODE)
    .map(({ table, rowid, parent }) => ({
      area: 'references' as const,
      code: 'REFERENCE_BROKEN',
      data: { table, rowid, parent },
    }));
}

const QUICK_AUDIT_ROWS = 1000;

function auditProblems(db: ReadDb, level: CheckLevel, checkpoint: audit.AuditHead | undefined): Problem[] {
  const from = level === 'full' ? 0 : Math.max(0, audit.head(db).id - QUICK_AUDIT_ROWS);
  const { brokenAt } = audit.verify(db, { from, ...(checkpoint ? { checkpoint } : {}) });
  return brokenAt === null
    ? []
    : [{ area: 'audit', code: 'AUDIT_CHAIN_BROKEN', data: { invariant: 7, id: brokenAt } }];
}

/** Tables that only grow; without its triggers such a table could be changed unseen. */
const APPEND_ONLY = [
  'ledger_transactions',
  'ledger_postings',
  'refund_events',
  'card_charge_events',
  'credit_events',
  'audit_log',
];

function schemaProblems(db: ReadDb): Problem[] {
  const triggers = new Set(
    db.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).map(({ name }) => name),
  );
  const missing = APPEND_ONLY.flatMap((table) => [`${table}_no_update`, `${table}_no_delete`]).filter(
    (name) => !triggers.has(name),
  );
  return missing.map((trigger) => ({ area: 'schema', code: 'TRIGGER_MISSING', data: { trigger } }));
}

function jobProblems(db: ReadDb): Problem[] {
  const find = (code: string, sql: string): Problem[] =>
    db
      .all<Problem['data']>(`SELECT * FROM (${sql}) LIMIT ${MOST_PER_CODE}`)
      .map((data) => ({ area: 'jobs', code, data }));
  return [
    ...find(
      'JOB_WITHOUT_LEASE',
      `SELECT id AS jobId, state FROM jobs WHERE state IN ('running', 'undoing') AND lease_token IS NULL`,
    ),
    ...find(
      'JOB_LEASE_LEFT',
      `SELECT id AS jobId, state FROM jobs WHERE state IN ('stopped', 'done', 'undone') AND lease_token IS NOT NULL`,
    ),
    ...find(
      'JOB_NEVER_FINISHED',
      `SELECT id AS jobId, state FROM jobs WHERE state IN ('stopped', 'done', 'undone') AND finished_at IS NULL`,
    ),
    ...find(
      'SESSION_STUCK_CANCELING',
      `SELECT s.id AS sessionId, s.cancel_job_id AS jobId FROM sessions s LEFT JOIN jobs j ON j.id = s.cancel_job_id
       WHERE s.state = 'canceling' AND (j.id IS NULL OR j.state IN ('stopped', 'done', 'undone'))`,
    ),
    ...find(
      'PLANNED_SESSION_NOT_TAKEN',
      `SELECT c.job_id AS jobId, c.session_id AS sessionId, s.state
       FROM cancellation_sessions c JOIN sessions s ON s.id = c.session_id
       WHERE c.state = 'planned' AND (s.state <> 'canceling' OR s.cancel_job_id IS NOT c.job_id)`,
    ),
  ];
}

/** A file can be too damaged for SQLite to answer at all; that is an answer too. Any other error is a bug and passes. */
function guarded(check: () => Problem[]): Problem[] {
  try {
    return check();
  } catch (error) {
    const detail = fileTrouble(error);
    if (detail === undefined) throw error;
    return [{ area: 'file', code: 'FILE_DAMAGED', data: { detail } }];
  }
}
