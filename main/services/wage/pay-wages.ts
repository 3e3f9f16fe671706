import { hash } from 'node:crypto';
import type { ReadDb, WriteDb } from '#db/database.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as practitioners from '#db/repositories/practitioner.ts';
import * as studio from '#db/repositories/studio.ts';
import * as entries from '#db/repositories/wage-entry.ts';
import * as payouts from '#db/repositories/wage-payout.ts';
import type { WagePayout } from '#db/schema/wage.ts';
import type { PractitionerId, WagePayoutId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall, type LocalDate } from '#domain/values/time.ts';
import { type NothingToPay, type PayoutPlan, planPayout, type WageEntry } from '#domain/wage/payout.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';

/** What is unpaid of the days [from, to); without `from`, of all days before `to`. */
export interface PayoutRange {
  readonly practitionerId: PractitionerId;
  readonly from: LocalDate | null;
  readonly to: LocalDate;
}

interface PayoutChanged {
  readonly code: 'PAYOUT_CHANGED';
  readonly amountMinor: number;
}
interface PayoutUndone {
  readonly code: 'PAYOUT_UNDONE';
}
/** A later payout has taken off what this one paid: it goes first. */
interface PayoutRecovered {
  readonly code: 'PAYOUT_RECOVERED';
  readonly payoutId: number;
}

type Paid = Result<{ id: WagePayoutId; amountMinor: number }, NotFound | NothingToPay | PayoutChanged>;
type Undone = Result<void, NotFound | PayoutUndone | PayoutRecovered>;

/** What a payout would pay, and the hash that names exactly its entries. */
export interface PayoutPreview {
  readonly amountMinor: number;
  readonly sessions: number;
  readonly entries: number;
  /** Null when there is nothing to pay. */
  readonly hash: string | null;
}

/** Plans without doing anything. */
export function previewPayout({ db }: ServiceContext, input: PayoutRange): Result<PayoutPreview, NotFound> {
  if (!practitioners.findById(db.read, input.practitionerId)) return notFound('practitioner');
  const unpaid = entries.listUnpaid(db.read, input);
  const plan = planPayout(unpaid);
  const sessions = new Set(unpaid.flatMap(({ sessionId }) => sessionId ?? [])).size;
  return ok({
    amountMinor: plan.ok ? plan.value.amountMinor : plan.error.amountMinor,
    sessions,
    entries: unpaid.length,
    hash: plan.ok ? hashOf(plan.value) : null,
  });
}

/**
 * Marks as paid exactly what was previewed: each entry once, and the ledger owes that much less. Refused when the entries are no
 * longer those. A repeated `requestUid` answers what it did.
 */
export function payWages(
  context: ServiceContext,
  actor: Actor,
  input: PayoutRange & {
    readonly requestUid: string;
    readonly hash: string;
    readonly method: WagePayout['method'];
    readonly note: string;
  },
): Result<
  { id: WagePayoutId; amountMinor: number },
  NotFound | MoneyFrozen | NothingToPay | PayoutChanged | RequestAnswered
> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  return commit(context, ['wages'], (tx) =>
    once(tx, { requestUid: input.requestUid, action: 'wage.pay', actor, input, at }, (): Paid => {
      if (!practitioners.findById(tx, input.practitionerId)) return notFound('practitioner');
      const plan = planPayout(entries.listUnpaid(tx, input));
      if (!plan.ok) return plan;
      const { amountMinor } = plan.value;
      if (hashOf(plan.value) !== input.hash)
        return err<PayoutChanged>({ code: 'PAYOUT_CHANGED', amountMinor });
      const id = writePayout(tx, plan.value.entries, { ...input, amountMinor, actor, at });
      return ok({ id, amountMinor });
    }),
  );
}

/** Takes a payout back by an opposite entry: what it paid is due again. Never after a later one has counted on it. */
export function undoPayout(
  context: ServiceContext,
  actor: Actor,
  input: { readonly requestUid: string; readonly id: WagePayoutId; readonly reason: string },
): Result<void, NotFound | MoneyFrozen | PayoutUndone | PayoutRecovered | RequestAnswered> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  return commit(context, ['wages'], (tx) =>
    once(tx, { requestUid: input.requestUid, action: 'wage.undoPayout', actor, input, at }, (): Undone => {
      const payout = payouts.findPayout(tx, input.id);
      if (!payout) return notFound('wage_payout');
      const recovering = payouts.findRecovering(tx, input.id);
      if (recovering !== undefined)
        return err<PayoutRecovered>({ code: 'PAYOUT_RECOVERED', payoutId: recovering });
      const on = today(tx, at);
      if (!payouts.undoPayout(tx, input.id, { on, reason: input.reason }))
        return err<PayoutUndone>({ code: 'PAYOUT_UNDONE' });
      post(tx, payout, 0 - payout.amountMinor, at);
      recordDeed(tx, actor, at, {
        action: 'wage.payout_undone',
        subjectKind: 'practitioner',
        subjectId: payout.practitionerId,
        data: { id: input.id, amountMinor: payout.amountMinor },
      });
      return ok(undefined);
    }),
  );
}

function writePayout(
  tx: WriteDb,
  paid: readonly WageEntry[],
  how: PayoutRange & Pick<WagePayout, 'method' | 'note' | 'amountMinor'> & { actor: Actor; at: number },
): WagePayoutId {
  const { practitionerId, from, to, method, note, amountMinor, actor, at } = how;
  const id = payouts.insertPayout(tx, {
    practitionerId,
    fromDate: from,
    toDate: to,
    method,
    amountMinor,
    paidOn: today(tx, at),
    note,
    createdBy: actor.staffId,
    createdAt: at,
  });
  for (const entry of paid)
    if (!payouts.payEntry(tx, id, entry)) throw new Error(`${entry.kind} ${entry.refId} is paid already`);
  post(tx, { id, method }, amountMinor, at);
  recordDeed(tx, actor, at, {
    action: 'wage.paid',
    subjectKind: 'practitioner',
    subjectId: practitionerId,
    data: { id, amountMinor, method, entries: paid.length },
  });
  return id;
}

/** Owed becomes paid; a negative amount turns it round. */
function post(
  tx: WriteDb,
  { id, method }: Pick<WagePayout, 'id' | 'method'>,
  amountMinor: number,
  at: number,
): void {
  const kind = amountMinor > 0 ? 'wages_paid' : 'wages_payout_undone';
  ledger.postTransaction(tx, { kind, subjectKind: 'wage_payout', subjectId: id, at }, [
    { accountId: ledger.accountOf(tx, 'wages_owed'), amountMinor },
    { accountId: ledger.accountOf(tx, method === 'cash' ? 'cash' : 'bank'), amountMinor: 0 - amountMinor },
  ]);
}

const hashOf = ({ names }: PayoutPlan): string => hash('sha256', names);

const today = (db: ReadDb, at: number): LocalDate => instantToWall(at, studio.get(db).zone).date;
