import { append } from '#db/repositories/audit.ts';
import * as disputes from '#db/repositories/card-dispute.ts';
import * as cardPayments from '#db/repositories/card-payment.ts';
import * as cardTasks from '#db/repositories/card-task.ts';
import type { ProviderDispute } from '../../gateways/payment/card/port.ts';
import type { JobContext } from '../job-context.ts';

/** Asks how a dispute stands. False when the provider could not be asked. */
export async function lookAtDispute(ctx: JobContext, id: string): Promise<boolean> {
  const found = await ctx.pacer.run(() => ctx.cards().getDispute(id));
  if (!found.ok) return found.reason === 'not_found';
  takeDispute(ctx, found.value);
  return true;
}

/**
 * Writes down a dispute about a payment of ours, with its money and a task that names the day until which the studio may answer. Lost
 * ones ask once more, because somebody has to decide about the client. Payments that we do not know are none of our business.
 */
export function takeDispute(ctx: JobContext, there: ProviderDispute): void {
  const { kind: provider } = ctx.cards();
  const payment = cardPayments.byProviderRef(ctx.db.read, provider, there.chargeRef);
  if (!payment) return;
  const now = ctx.clock.now();
  const changed = ctx.db.write((tx) => {
    const { dispute, changed: isNew } = disputes.record(
      tx,
      {
        provider,
        providerId: there.id,
        paymentId: payment.id,
        clientId: payment.clientId,
        amountMinor: there.amountMinor,
        currency: there.currency.toUpperCase(),
        reason: there.reason,
        state: there.status,
        dueAt: there.dueAt,
        openedAt: there.createdAt,
      },
      now,
    );
    if (!isNew) return false;
    const isEnded = there.status === 'won' || there.status === 'closed';
    if (isEnded) cardTasks.finishOfDispute(tx, dispute.id, now);
    else
      cardTasks.openOfDispute(tx, {
        code: there.status === 'lost' ? 'DISPUTE_LOST' : there.status === 'open' ? 'DISPUTE_OPEN' : 'INQUIRY',
        disputeId: dispute.id,
        clientId: payment.clientId,
        amountMinor: there.amountMinor,
        reason: there.reason,
        dueAt: there.dueAt ?? 0,
        at: now,
      });
    append(tx, {
      at: now,
      staffId: null,
      actor: 'Callboard',
      action: `dispute.${there.status}`,
      subjectKind: 'payment',
      subjectId: payment.id,
      data: { disputeId: dispute.id, amountMinor: there.amountMinor },
    });
    return true;
  });
  if (changed) ctx.announce({ topic: 'changed', what: ['cards', 'clients', 'tasks'] });
}
