import * as invoices from '#db/repositories/invoice.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { issue } from '../../invoices/issue.ts';
import { mailInvoice } from '../../invoices/mail-invoice.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type MoneyFrozen,
  notFound,
  type NotFound,
} from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import type { InvoiceEmpty, InvoiceState } from './invoice-error.ts';

export type IssueInvoiceError =
  | NotFound
  | ChangedMeanwhile
  | MoneyFrozen
  | RequestAnswered
  | InvoiceState
  | InvoiceEmpty;

/** Gives a draft its number, date and due date, charges its own lines, and sends it with `send`. A number cannot be taken back. */
export function issueInvoice(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly requestUid: string;
    readonly id: InvoiceId;
    readonly version: number;
    readonly send: boolean;
  },
): Result<{ number: string }, IssueInvoiceError> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid, id, version, send } = input;
  const request = { requestUid, action: 'invoice.issue', actor, input, at };
  const done = commit<Result<{ number: string }, IssueInvoiceError>>(
    context,
    ['invoices', 'clients', 'messages'],
    (tx) =>
      once<{ number: string }, IssueInvoiceError>(tx, request, () => {
        const draft = invoices.findById(tx, id);
        if (!draft || draft.kind !== 'invoice') return notFound('invoice');
        if (draft.version !== version) return changedMeanwhile('invoice');
        const issued = issue(tx, id, at);
        if (!issued.ok) return issued;
        const { number, totalMinor } = issued.value;
        recordDeed(tx, actor, at, {
          action: 'invoice.issued',
          subjectKind: 'invoice',
          subjectId: id,
          data: { number, totalMinor, sent: send },
        });
        if (send) mailInvoice(tx, { id, kind: 'invoice', uid: context.newUid(), at });
        return ok({ number: number ?? '' });
      }),
  );
  if (done.ok && send) context.wakeJobs();
  return done;
}
