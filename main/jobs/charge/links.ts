import type { WriteDb } from '#db/database.ts';
import * as cards from '#db/repositories/card.ts';
import * as links from '#db/repositories/card-link.ts';
import * as studios from '#db/repositories/studio.ts';
import { customerKey, linkKey } from '#domain/card/link-life.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { tellLink } from '../../cards/tell-link.ts';
import { bringLink } from '../../invoices/mail-invoice.ts';
import type { ProviderLink } from '../../gateways/payment/card/port.ts';
import type { CallFailure } from '../../gateways/payment/port.ts';
import type { JobContext } from '../job-context.ts';
import { isKeyOld } from '../provider/key-age.ts';
import { AGAIN_MS, later, over } from './link-steps.ts';
import { takeDownLink } from './take-down-link.ts';

const LINKS_PER_PASS = 50;
/** After an unclear answer the same key goes again, which makes no second page. */
const AFTER_UNCLEAR_MS = 15_000;

/** Makes, looks at and closes the pages of clients until none is due. True if it did anything. */
export async function linkPass(ctx: JobContext): Promise<boolean> {
  let worked = false;
  for (const link of links.listDue(ctx.db.read, ctx.clock.now(), LINKS_PER_PASS)) {
    if (ctx.signal.aborted) return worked;
    await linkStep(ctx, link);
    const isPaid = links.findById(ctx.db.read, link.id)?.paymentId != null;
    ctx.announce({ topic: 'changed', what: isPaid ? ['cards', 'clients'] : ['cards'] });
    worked = true;
  }
  return worked;
}

async function linkStep(ctx: JobContext, link: links.CardLink): Promise<void> {
  if (link.provider !== ctx.cards().kind) {
    // Its page lies with a processor that is not set up any more; nobody can be asked about it.
    ctx.db.write((tx) => links.change(tx, link, over('failed', ctx.clock.now(), 'other_provider')));
    return;
  }
  if (link.state === 'open') return lookAtLink(ctx, link);
  if (link.state === 'canceling') return closePage(ctx, link);
  return makePage(ctx, link);
}

async function makePage(ctx: JobContext, link: links.CardLink): Promise<void> {
  const customerRef = await customerOf(ctx, link);
  if (customerRef === undefined) return;
  const { tenantUid } = studios.get(ctx.db.read);
  const now = ctx.clock.now();
  const isOld = isKeyOld(link, now);
  const epoch = isOld ? link.epoch + 1 : link.epoch;
  const sending: links.LinkChange = {
    to: 'sending',
    attempts: link.attempts + 1,
    epoch,
    idempotencyKey: linkKey(tenantUid, link.uid, epoch),
    firstAttemptAt: isOld ? now : (link.firstAttemptAt ?? now),
    nextTryAt: now + AFTER_UNCLEAR_MS,
  };
  if (!ctx.db.write((tx) => links.change(tx, link, sending))) return;
  const sent = { ...link, ...sending, state: 'sending' as const, version: link.version + 1 };
  const answer = await ctx.pacer.run(() =>
    ctx.cards().createLink({ idempotencyKey: sent.idempotencyKey, body: link.requestBody }, customerRef),
  );
  ctx.db.write((tx) => {
    if (answer.kind !== 'link') {
      links.change(tx, sent, afterFailure(answer, ctx.clock.now()));
      return;
    }
    opened(ctx, tx, sent, answer.value);
  });
}

/** The page is open: its address is kept, and the client is written to if that was wanted. */
function opened(ctx: JobContext, tx: WriteDb, link: links.CardLink, page: ProviderLink): void {
  const now = ctx.clock.now();
  const step: links.LinkChange = {
    to: 'open',
    providerId: page.id,
    url: page.url,
    openedAt: now,
    expiresAt: page.expiresAt,
    nextTryAt: now + AFTER_UNCLEAR_MS,
    sendEmail: 0,
  };
  if (!links.change(tx, link, step)) return;
  if (link.sendEmail === 0 || page.url === null) return;
  const { invoiceId, amountMinor } = link;
  // An invoice that has not left yet takes the address along.
  if (invoiceId !== null && bringLink(tx, { id: invoiceId as InvoiceId, amountMinor, at: now })) return;
  tellLink(tx, { ...link, ...step, url: page.url }, now);
}

/** The client as the processor knows them, made there at the first link. Undefined: not now. */
async function customerOf(ctx: JobContext, link: links.CardLink): Promise<string | undefined> {
  const customer = cards.customerById(ctx.db.read, link.customerId);
  if (!customer) throw new Error(`link ${link.id} has no customer`);
  if (customer.providerId !== null) return customer.providerId;
  const { tenantUid } = studios.get(ctx.db.read);
  const answer = await ctx.pacer.run(() =>
    ctx.cards().createCustomer({
      idempotencyKey: customerKey(tenantUid, customer.uid),
      body: customer.requestBody,
    }),
  );
  ctx.db.write((tx) => {
    if (answer.kind === 'customer') cards.nameCustomer(tx, customer.id, answer.value.id);
    else links.change(tx, link, afterFailure(answer, ctx.clock.now()));
  });
  return answer.kind === 'customer'
    ? (cards.customerById(ctx.db.read, customer.id)?.providerId ?? undefined)
    : undefined;
}

function afterFailure(failure: CallFailure, now: number): links.LinkChange {
  switch (failure.kind) {
    case 'refused':
      return over('failed', now, failure.code);
    case 'key_conflict':
      return over('failed', now, 'key_conflict');
    case 'unknown':
      return { to: 'planned', nextTryAt: now + AFTER_UNCLEAR_MS };
    case 'not_now':
      return { to: 'planned', nextTryAt: now + (failure.retryAfterMs ?? AGAIN_MS) };
  }
}

/** Asks what became of a page. */
export async function lookAtLink(ctx: JobContext, link: links.CardLink): Promise<void> {
  const { providerId } = link;
  if (providerId === null) return;
  const page = await ctx.pacer.run(() => ctx.cards().getLink(providerId));
  if (page.ok) return takeDownLink(ctx, link, page.value);
  if (page.reason === 'not_found')
    ctx.db.write((tx) => links.change(tx, link, over('failed', ctx.clock.now(), 'not_found')));
  else later(ctx, link, page.retryAfterMs);
}

async function closePage(ctx: JobContext, link: links.CardLink): Promise<void> {
  const { providerId } = link;
  if (providerId === null) {
    // If there is a page after all, nobody has its address.
    ctx.db.write((tx) => links.change(tx, link, over('canceled', ctx.clock.now())));
    return;
  }
  const answer = await ctx.pacer.run(() =>
    ctx.cards().expireLink(providerId, `${link.idempotencyKey}:expire`),
  );
  if (answer.kind === 'link') return takeDownLink(ctx, link, answer.value);
  if (answer.kind === 'refused')
    ctx.db.write((tx) => links.change(tx, link, over('failed', ctx.clock.now(), answer.code)));
  else later(ctx, link, answer.kind === 'not_now' ? answer.retryAfterMs : undefined);
}
