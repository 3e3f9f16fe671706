import type { WriteDb } from '#db/database.ts';
import { append } from '#db/repositories/audit.ts';
import * as charges from '#db/repositories/card-charge.ts';
import { readPays } from '#db/repositories/card-due.ts';
import * as cardPayments from '#db/repositories/card-payment.ts';
import * as cardTasks from '#db/repositories/card-task.ts';
import * as studios from '#db/repositories/studio.ts';
import type { PaymentId } from '#domain/values/ids.ts';
import type { JobContext } from '../job-context.ts';
import { type Answered, createProviderLoop, type ProviderLoop } from '../provider/provider-loop.ts';
import {
  type ChargeDecision,
  decideLetGo,
  decideLookedUp,
  decideOtherProvider,
  decidePolled,
  decideSent,
} from './decide.ts';

type Answer = Answered<charges.Charge, ChargeDecision>;

/**
 * Charges cards on file until none is due. Safe to run again at any time, from any point of a crash: an attempt is committed before
 * its call; what was in flight when the engine died is looked up before it is sent again; the key never changes after an unclear
 * answer; and the money is posted, with what it pays, in the transaction that says "succeeded".
 */
export function createChargeExecutor(ctx: JobContext): ProviderLoop {
  return createProviderLoop<charges.Charge, ChargeDecision>(ctx, {
    what: 'charge',
    rows: charges,
    ask: (charge) => ask(ctx, charge),
    settle: (tx, answer, now) => settleCharge(ctx, tx, answer, now),
    announce: (settled) => announceCharges(ctx, settled.length),
  });
}

/** The one call (or look-up) that a charge needs now; which one depends on the committed state alone. */
async function ask(ctx: JobContext, charge: charges.Charge): Promise<ChargeDecision> {
  const gateway = ctx.cards();
  if (charge.provider !== gateway.kind) return decideOtherProvider(charge);
  const { state, providerChargeId: id, idempotencyKey, requestBody: body } = charge;
  if (state === 'sending') {
    const answer = await ctx.pacer.run(() => gateway.createCharge({ idempotencyKey, body }));
    return decideSent(charge, answer, ctx.clock.now());
  }
  if (state === 'processing' && id !== null)
    return decidePolled(charge, await ctx.pacer.run(() => gateway.getCharge(id)), ctx.clock.now());
  if (state === 'requires_action' && id !== null) {
    const answer = await ctx.pacer.run(() => gateway.cancelCharge(id, `${idempotencyKey}:cancel`));
    return decideLetGo(charge, answer, ctx.clock.now());
  }
  const list = await ctx.pacer.run(() => gateway.listCharges(charge.customerRef));
  const { tenantUid, restoreEpoch } = studios.get(ctx.db.read);
  const facts = {
    tenantUid,
    restored: restoreEpoch > 0,
    taken: cardPayments.knownRefs(ctx.db.read, charge),
    uids: charges.knownUids(ctx.db.read, charge),
  };
  return decideLookedUp(charge, list, facts, ctx.clock.now());
}

/** Records an answer: the step, with the money where it means money, its task, the audit row, and the end of a task it solved. */
export function settleCharge(
  ctx: Pick<JobContext, 'takeCharged'>,
  tx: WriteDb,
  { row: charge, decision }: Answer,
  now: number,
): void {
  const current = charges.findById(tx, charge.id);
  if (!current || current.version !== charge.version) return;
  const paymentId =
    decision.paidRef === undefined ? undefined : paymentFor(ctx, tx, charge, decision.paidRef, now);
  const change = { ...decision.change, ...(paymentId !== undefined && { paymentId }) };
  if (!charges.change(tx, current, change, now)) return;
  const { to } = change;
  const about = { chargeId: charge.id, clientId: charge.clientId, amountMinor: charge.amountMinor, at: now };
  if (decision.task !== undefined)
    cardTasks.openOfCharge(tx, { ...about, kind: 'charge_unclear', code: decision.task });
  // Automatic billing asks again by itself, and calls for a person in the end.
  else if (to === 'failed' && charge.state !== 'failed' && !isBilled(charge))
    cardTasks.openOfCharge(tx, {
      ...about,
      kind: 'card_declined',
      code: 'DECLINED',
      data: { reason: change.declineCode ?? change.failureCode ?? '' },
    });
  else if (to === 'succeeded' || to === 'failed') cardTasks.finishOfCharge(tx, charge.id, now);
  if (to !== charge.state)
    append(tx, {
      at: now,
      staffId: null,
      actor: 'Callboard',
      action: `charge.${to}`,
      subjectKind: 'charge',
      subjectId: charge.id,
      data: { clientId: charge.clientId, amountMinor: charge.amountMinor },
    });
}

/** For an invoice, and not asked for by the desk, which names what each part pays. */
const isBilled = (charge: charges.Charge): boolean =>
  charge.purpose === 'invoice' && readPays(charge).length === 0;

/** The payment of a charge that succeeded: taken down now, unless the news came in another way first. */
function paymentFor(
  ctx: Pick<JobContext, 'takeCharged'>,
  tx: WriteDb,
  charge: charges.Charge,
  providerRef: string,
  receivedAt: number,
): PaymentId {
  const known = cardPayments.byProviderRef(tx, charge.provider, providerRef);
  if (known) return known.id;
  const { clientId, amountMinor, purpose, invoiceId, provider, description: note, requestedBy } = charge;
  return ctx.takeCharged(tx, {
    clientId,
    amountMinor,
    purpose,
    invoiceId,
    pays: readPays(charge),
    provider,
    providerRef,
    note,
    receivedAt,
    requestedBy,
  });
}

export function announceCharges(ctx: Pick<JobContext, 'announce'>, count: number): void {
  if (count > 0) ctx.announce({ topic: 'changed', what: ['cards', 'clients', 'tasks'] });
}
