import type { WriteDb } from '#db/database.ts';
import { append } from '#db/repositories/audit.ts';
import * as cards from '#db/repositories/card.ts';
import { readPays } from '#db/repositories/card-due.ts';
import * as links from '#db/repositories/card-link.ts';
import * as cardPayments from '#db/repositories/card-payment.ts';
import type { ProviderCharge, ProviderLink } from '../../gateways/payment/card/port.ts';
import type { JobContext } from '../job-context.ts';
import { letGoUnsent } from './let-go-unsent.ts';
import { later, over } from './link-steps.ts';

/** Writes down what the provider says of a page: a card on file, a payment, an end, or nothing yet. */
export async function takeDownLink(ctx: JobContext, link: links.CardLink, page: ProviderLink): Promise<void> {
  const now = ctx.clock.now();
  if (page.status === 'expired') {
    const to = link.state === 'canceling' ? 'canceled' : 'expired';
    ctx.db.write((tx) => links.change(tx, link, over(to, now)));
    return;
  }
  if (page.status === 'open') {
    ctx.db.write((tx) => links.lookLater(tx, link, now));
    return;
  }
  if (page.kind === 'setup') {
    ctx.db.write((tx) => keepCard(tx, link, page, now));
    return;
  }
  const { chargeRef } = page;
  if (chargeRef === null) {
    ctx.db.write((tx) => links.change(tx, link, over('completed', now)));
    return;
  }
  const paid = await ctx.pacer.run(() => ctx.cards().getCharge(chargeRef));
  if (!paid.ok) return later(ctx, link, paid.retryAfterMs);
  ctx.db.write((tx) => takePaid(ctx, tx, link, paid.value, ctx.clock.now()));
}

function keepCard(tx: WriteDb, link: links.CardLink, { card }: ProviderLink, now: number): void {
  const customer = cards.customerById(tx, link.customerId);
  if (!links.change(tx, link, over('completed', now)) || !customer || card === null) return;
  cards.keep(tx, customer, card, now);
  append(tx, {
    at: now,
    staffId: null,
    actor: 'Callboard',
    action: 'card.kept',
    subjectKind: 'client',
    subjectId: link.clientId,
    data: { linkId: link.id },
  });
}

/** The payment of a page, once: whoever heard of it first has taken it down. */
function takePaid(
  ctx: JobContext,
  tx: WriteDb,
  link: links.CardLink,
  paid: ProviderCharge,
  now: number,
): void {
  if (paid.status === 'processing' || paid.status === 'requires_action') {
    links.lookLater(tx, link, now);
    return;
  }
  if (paid.status !== 'succeeded') {
    links.change(tx, link, over('failed', now, paid.declineCode ?? paid.failureCode ?? 'canceled'));
    return;
  }
  if (links.findById(tx, link.id)?.version !== link.version) return;
  const { clientId, invoiceId, provider, title: note } = link;
  const paymentId =
    cardPayments.byProviderRef(tx, provider, paid.id)?.id ??
    ctx.takeCharged(tx, {
      clientId,
      invoiceId,
      pays: readPays(link),
      provider,
      note,
      amountMinor: paid.amountMinor,
      purpose: invoiceId === null ? 'balance' : 'invoice',
      providerRef: paid.id,
      receivedAt: now,
    });
  links.change(tx, link, { ...over('completed', now), paymentId });
  letGoUnsent(tx, link, now);
  append(tx, {
    at: now,
    staffId: null,
    actor: 'Callboard',
    action: 'card.paid_by_link',
    subjectKind: 'client',
    subjectId: clientId,
    data: { linkId: link.id, paymentId, amountMinor: paid.amountMinor },
  });
}
