import type { ReadDb, WriteDb } from '#db/database.ts';
import type { ClientId, JobId, RefundId, StaffId, TaskId } from '#domain/values/ids.ts';

export type TaskKind =
  | 'stuck_refund'
  | 'cash_due'
  | 'undo_leftover'
  | 'card_declined'
  | 'dispute'
  | 'charge_unclear'
  | 'invoice_error';

export interface NewTask {
  readonly kind: TaskKind;
  /** Why a person is needed; a word that screens have a sentence for. */
  readonly code: string;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly jobId: JobId | null;
  readonly refundId: RefundId | null;
  readonly clientId: ClientId | null;
  readonly amountMinor: number;
  readonly at: number;
}

export interface Task {
  readonly id: TaskId;
  readonly kind: TaskKind;
  readonly code: string;
  readonly jobId: JobId | null;
  readonly refundId: RefundId | null;
  readonly clientId: ClientId | null;
  readonly amountMinor: number;
  readonly state: 'open' | 'done';
}

/** Opens a task; for a refund that has an open one already, renews its reason instead. */
export function open(tx: WriteDb, task: NewTask): void {
  const data = JSON.stringify(task.data ?? {});
  if (task.refundId !== null) {
    const { changes } = tx.run(`UPDATE tasks SET code = ?, data = ? WHERE refund_id = ? AND state = 'open'`, [
      task.code,
      data,
      task.refundId,
    ]);
    if (changes > 0) return;
  }
  tx.run(
    `INSERT INTO tasks (kind, code, data, job_id, refund_id, client_id, amount_minor, created_at) VALUES (@kind, @code, @data, @jobId, @refundId, @clientId, @amountMinor, @at)`,
    { ...task, data },
  );
}

export function findById(db: ReadDb | WriteDb, id: TaskId): Task | undefined {
  return db.get<Task>(
    'SELECT id, kind, code, job_id AS jobId, refund_id AS refundId, client_id AS clientId, amount_minor AS amountMinor, state FROM tasks WHERE id = ?',
    [id],
  );
}

/** Ends a task; `by` is null when the provider's answer solved it. False if it was done already. */
export function finish(tx: WriteDb, id: TaskId, resolution: string, by: StaffId | null, at: number): boolean {
  return (
    tx.run(
      `UPDATE tasks SET state = 'done', resolution = ?, resolved_by = ?, resolved_at = ? WHERE id = ? AND state = 'open'`,
      [resolution, by, at, id],
    ).changes === 1
  );
}

export function finishOfRefund(
  tx: WriteDb,
  refundId: RefundId,
  resolution: string,
  by: StaffId | null,
  at: number,
): void {
  tx.run(
    `UPDATE tasks SET state = 'done', resolution = ?, resolved_by = ?, resolved_at = ? WHERE refund_id = ? AND state = 'open'`,
    [resolution, by, at, refundId],
  );
}
