import type { WriteDb } from '#db/database.ts';
import { append } from '#db/repositories/audit.ts';
import * as charges from '#db/repositories/card-charge.ts';
import { readPays } from '#db/repositories/card-due.ts';
import * as cardPayments from '#db/repositories/card-payment.ts';
import * as cardTasks from '#db/repositories/card-task.ts';
import * as studios from '#db/repositories/studio.ts';
import type { ChargeId, PaymentId } from '#domain/values/ids.ts';
import { isDiskError } from '../disk-error.ts';
import type { JobContext } from '../job-context.ts';
import { type Answered, createProviderLoop, type ProviderLoop } from '../provider-loop.ts';
import { needsLookUp } from '../key-age.ts';
import { decideLookedUp, decideOtherProvider, decidePolled, decideSent } from './decide.ts';
import { type ChargeDecision, NEVER } from './decide-trouble.ts';

const AFTER_TROUBLE_MS = 5_000;

type Answer = Answered<charges.Charge, ChargeDecision>;

/**
 * Charges cards on file until none is due. Safe to run again at any time, from any point of a crash: an attempt is committed before
 * its call; what was in flight when the engine died is looked up before it is sent again; the key never changes after an unclear
 * answer; and the money is posted, with what it pays, in the transaction that says "succeeded".
 */
export function createChargeExecutor(ctx: JobContext): ProviderLoop {
  return createProviderLoop<ChargeId, charges.Charge, ChargeDecision>(ctx, {
    listDue: (now, limit) => charges.listDue(ctx.db.read, now, limit),
    nextDueAt: () => charges.nextDueAt(ctx.db.read),
    claim,
    ask: (charge) => ask(ctx, charge),
    notAsked: (charge, error) => notAsked(ctx, charge, error),
    settle: (tx, answer, now) => settleCharge(ctx, tx, answer, now),
    settleAlone: (answer) => settleAlone(ctx, answer),
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
    return decideSent(charge, answer, ctx.clock.now());
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

/** Chooses what goes out: new charges are marked as being sent; those that only need a look-up stay as they are. */
function claim(
  tx: WriteDb,
  flying: ReadonlyMap<ChargeId, unknown>,
  now: number,
  room: number,
): charges.Charge[] {
  const claimed: charges.Charge[] = [];
  for (const charge of charges.listDue(tx, now, room + flying.size)) {
    if (flying.has(charge.id) || claimed.length >= room) continue;
    if (charge.state !== 'planned' || charge.reconcileFirst === 1 || needsLookUp(charge, now)) {
      claimed.push(charge);
      continue;
    }
    const change = {
      to: 'sending' as const,
      attempts: charge.attempts + 1,
      firstAttemptAt: charge.firstAttemptAt ?? now,
      detail: { key: charge.idempotencyKey },
    };
    if (charges.change(tx, charge, change, now))
      claimed.push({ ...charge, ...change, state: 'sending', version: charge.version + 1 });
  }
  return claimed;
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
  if (decision.unclear !== undefined)
    cardTasks.openOfCharge(tx, { ...about, kind: 'charge_unclear', code: decision.unclear });
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

/** Before the executor starts: what a dead engine left as `sending`, or a restored backup as failed, is looked up first. */
export function recoverChargesInFlight(ctx: JobContext): void {
  const left = charges.listInFlight(ctx.db.read);
  if (left.length === 0) return;
  ctx.db.write((tx) => {
    const now = ctx.clock.now();
    for (const charge of left) {
      const answer = charge.state === 'failed' ? 'restored' : 'engine_stopped';
      charges.change(tx, charge, { to: 'unknown', nextTryAt: now, detail: { answer } }, now);
    }
  });
}

/** After a batch that could not be recorded: answer by answer, so that the one that meets a bug is set aside and no other. */
function settleAlone(ctx: JobContext, answer: Answer): void {
  try {
    ctx.db.write((tx) => settleCharge(ctx, tx, answer, ctx.clock.now()));
  } catch (error) {
    if (isDiskError(error)) throw error;
    ctx.reportBug(error, `charge ${answer.row.id}`);
    const { row } = answer;
    const to =
      row.state === 'processing' || row.state === 'requires_action' ? row.state : ('unknown' as const);
    const change = { to, nextTryAt: NEVER, detail: { answer: 'engine_trouble' } };
    const decision = { change, unclear: 'ENGINE_TROUBLE' };
    ctx.db.write((tx) => settleCharge(ctx, tx, { row, decision }, ctx.clock.now()));
  }
}

/** The engine itself failed around the call (a disk that cannot be read): the charge may have been sent, so it is looked up. */
function notAsked(ctx: JobContext, charge: charges.Charge, error: unknown): ChargeDecision {
  if (!isDiskError(error)) throw error;
  const to = charge.state === 'sending' ? 'unknown' : charge.state;
  const nextTryAt = ctx.clock.now() + AFTER_TROUBLE_MS;
  return { change: { to, nextTryAt, detail: { answer: 'engine_trouble' } } };
}

export function announceCharges(ctx: Pick<JobContext, 'announce'>, count: number): void {
  if (count > 0) ctx.announce({ topic: 'changed', what: ['cards', 'clients', 'tasks'] });
}
