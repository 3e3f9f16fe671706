import { hash } from 'node:crypto';
import type { ReadDb, WriteDb } from '#db/database.ts';
import type { AuditRow } from '#db/schema/audit.ts';
import type { StaffId } from '#domain/values/ids.ts';

export interface AuditEntry {
  readonly at: number;
  /** Null when the system acts on nobody's behalf. */
  readonly staffId: StaffId | null;
  readonly actor: string;
  /** Such as 'cancellation.accepted'. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number;
  /** Any JSON object. Ids, not names: the log outlives a client's right to be forgotten. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The end of the chain. Kept outside the database, it shows a cut-off tail and a restamped chain (reliability D23). */
export interface AuditHead {
  /** Id of the last row and, since ids have no gaps, the number of rows. */
  readonly id: number;
  readonly hash: string;
}

/**
 * Adds a row whose hash covers the row and the hash before it. Reads the chain's end from the database each time: a value
 * kept in memory would be wrong after a rollback.
 */
export function append(tx: WriteDb, entry: AuditEntry): AuditHead {
  const last = head(tx);
  const row = { ...entry, id: last.id + 1, data: canonicalJson(entry.data) };
  const chained = chainHash(last.hash, row);
  tx.run(
    `INSERT INTO audit_log (id, at, staff_id, actor, action, subject_kind, subject_id, data, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [row.id, row.at, row.staffId, row.actor, row.action, row.subjectKind, row.subjectId, row.data, chained],
  );
  return { id: row.id, hash: chained };
}

/** `{ id: 0, hash: '' }` while the log is empty. */
export function head(db: ReadDb): AuditHead {
  return db.get<AuditHead>('SELECT id, hash FROM audit_log ORDER BY id DESC LIMIT 1') ?? { id: 0, hash: '' };
}

export interface AuditVerdict {
  /** Rows walked. */
  readonly rows: number;
  readonly head: AuditHead;
  /** Id of the first row that does not fit, or of the first missing one; null if the chain holds. */
  readonly brokenAt: number | null;
}

/**
 * Walks the chain. `from` trusts the row of that id as it stands and starts after it. `checkpoint` is a head kept outside:
 * without one, a missing tail or a chain restamped from some row on cannot be seen.
 */
export function verify(
  db: ReadDb,
  options: { readonly from?: number; readonly checkpoint?: AuditHead } = {},
): AuditVerdict {
  const { checkpoint } = options;
  const start = startOfWalk(db, options.from ?? 0);
  let { id, hash: previous } = start ?? { id: 0, hash: '' };
  let rows = 0;
  let brokenAt = start ? null : (options.from ?? 0);
  for (const row of db.iterate<HashedRow & { hash: string }>(`${SELECT_ROWS} WHERE id > ? ORDER BY id`, [
    id,
  ])) {
    if (brokenAt !== null) break;
    rows += 1;
    const fits = row.id === id + 1 && row.hash === chainHash(previous, row);
    const agrees = checkpoint?.id !== row.id || checkpoint.hash === row.hash;
    if (!fits || !agrees) brokenAt = id + 1;
    id = row.id;
    previous = row.hash;
  }
  if (brokenAt === null && checkpoint && checkpoint.id > id) brokenAt = id + 1;
  return { rows, head: head(db), brokenAt };
}

/** Newest first. `search` is part of an action or an actor's name, any case. */
export function list(
  db: ReadDb,
  options: { readonly search?: string; readonly limit: number; readonly offset: number },
): { readonly rows: AuditRow[]; readonly total: number } {
  const pattern = `%${(options.search ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
  const where = `WHERE action LIKE @pattern ESCAPE '\\' OR actor LIKE @pattern ESCAPE '\\'`;
  const { limit, offset } = options;
  return {
    rows: db.all<AuditRow>(`${SELECT_ROWS} ${where} ORDER BY id DESC LIMIT @limit OFFSET @offset`, {
      pattern,
      limit,
      offset,
    }),
    total:
      db.get<{ total: number }>(`SELECT COUNT(*) AS total FROM audit_log ${where}`, { pattern })?.total ?? 0,
  };
}

const SELECT_ROWS = `SELECT id, at, staff_id AS staffId, actor, action, subject_kind AS subjectKind,
  subject_id AS subjectId, data, hash FROM audit_log`;

type HashedRow = Omit<AuditRow, 'hash'>;

function chainHash(previous: string, row: HashedRow): string {
  // An array instead of an object, so that no order of keys is left open.
  const { id, at, staffId, actor, action, subjectKind, subjectId, data } = row;
  return hash(
    'sha256',
    previous + JSON.stringify([id, at, staffId, actor, action, subjectKind, subjectId, data]),
  );
}

function startOfWalk(db: ReadDb, from: number): AuditHead | undefined {
  return from === 0
    ? { id: 0, hash: '' }
    : db.get<AuditHead>('SELECT id, hash FROM audit_log WHERE id = ?', [from]);
}

/** Keys sorted at every depth, so that equal data have equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** `id:hash` of the row that accepted the job: printed on its request list, it is a checkpoint kept outside the database (D23). */
export function acceptedCheckpoint(db: ReadDb, jobId: number): string {
  const row = db.get<AuditHead>(
    `SELECT id, hash FROM audit_log WHERE subject_kind = 'job' AND subject_id = ? AND action = 'cancellation.accepted' ORDER BY id LIMIT 1`,
    [jobId],
  );
  return row ? `${row.id}:${row.hash}` : '';
}
