import type { ReadDb, WriteDb } from '#db/database.ts';
import type { StaffId } from '#domain/values/ids.ts';

export interface AnsweredRequest {
  readonly uid: string;
  /** Null when nobody was signed in. */
  readonly staffId: StaffId | null;
  readonly action: string;
  readonly inputSha256: string;
  /** JSON, as it was answered. */
  readonly answer: string;
  readonly at: number;
}

export function find(db: ReadDb, uid: string): AnsweredRequest | undefined {
  return db.get<AnsweredRequest>(
    `SELECT uid, staff_id AS staffId, action, input_sha256 AS inputSha256, answer, at FROM answered_requests WHERE uid = ?`,
    [uid],
  );
}

export function insert(tx: WriteDb, request: AnsweredRequest): void {
  tx.run(
    `INSERT INTO answered_requests (uid, staff_id, action, input_sha256, answer, at)
     VALUES (@uid, @staffId, @action, @inputSha256, @answer, @at)`,
    { ...request },
  );
}
