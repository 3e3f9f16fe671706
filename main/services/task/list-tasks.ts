import * as views from '#db/repositories/task-view.ts';
import type { Role } from '../context.ts';
import type { ServiceContext } from '../context.ts';
import { isRetryable } from './retry-refund.ts';

export type TaskAction = 'retry' | 'look_up' | 'account_credit' | 'cash' | 'outside' | 'paid_out' | 'done';

/** What only a person can finish, oldest first, each with what can be done about it now. */
export function listTasks({ db }: ServiceContext, filter: views.TaskFilter) {
  const { rows, total, amountMinor } = views.listTasks(db.read, filter);
  return {
    rows: rows.map(({ refundMethod, ...row }) => ({
      ...row,
      actions: row.state === 'open' ? actionsFor({ ...row, refundMethod }) : [],
    })),
    total,
    amountMinor,
  };
}

/**
 * Money that may be on its way is only looked up; money that surely is not can be sent again or given back another way. A disputed
 * payment is never turned into account credit: the bank may take the money itself (reliability R8).
 */
export function actionsFor(
  task: Pick<views.TaskView, 'kind' | 'code' | 'refundState' | 'refundMethod' | 'failureCode' | 'chargeId'>,
): TaskAction[] {
  if (task.kind === 'undo_leftover') return ['done'];
  if (task.kind === 'cash_due') return ['paid_out', 'account_credit'];
  if (task.kind === 'charge_unclear') return task.chargeId === null ? ['done'] : ['look_up', 'done'];
  if (task.kind !== 'stuck_refund') return ['done'];
  switch (task.refundState) {
    case 'unknown':
    case 'pending':
      return ['look_up', 'outside'];
    case 'requires_action':
      // Alive at the provider until the client acts: giving it back another way could pay twice.
      return ['look_up', 'outside'];
    case 'failed': {
      const retry: TaskAction[] = isRetryable({
        state: 'failed',
        method: task.refundMethod ?? 'card',
        failureCode: task.failureCode,
      })
        ? ['retry']
        : ['look_up'];
      return task.code === 'DISPUTED'
        ? ['outside', ...retry]
        : [...retry, 'account_credit', 'cash', 'outside'];
    }
    case 'failed_late':
      return ['account_credit', 'cash', 'outside'];
    case 'planned':
    case 'sending':
    case 'due':
    case 'succeeded':
    case 'settled':
    case 'withdrawn':
    case 'written_off':
    case null:
      return ['done'];
  }
}

/** Everything that waits for a person, for the header. Practitioners have no part in it. */
export function countProblems({ db, moneyFrozen, now }: ServiceContext, role: Role) {
  const counts = role === 'practitioner' ? views.NO_PROBLEMS : views.countProblems(db.read, now());
  return { ...counts, moneyFrozen: moneyFrozen('known') > 0, walAlarm: db.walBytes() > WAL_ALARM_BYTES };
}

/** Reliability D8. */
const WAL_ALARM_BYTES = 64 * 1024 * 1024;
