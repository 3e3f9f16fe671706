import type { WriteDb } from '#db/database.ts';
import { append } from '#db/repositories/audit.ts';
import * as cards from '#db/repositories/card.ts';
import * as charges from '#db/repositories/card-charge.ts';
import * as disputes from '#db/repositories/card-dispute.ts';
import { readPays } from '#db/repositories/card-due.ts';
import * as links from '#db/repositories/card-link.ts';
import * as cardPayments from '#db/repositories/card-payment.ts';
import * as cardTasks from '#db/repositories/card-task.ts';
import * as clients from '#db/repositories/client.ts';
import * as settings from '#db/repositories/settings.ts';
import * as studios from '#db/repositories/studio.ts';
import type { ClientId } from '#domain/values/ids.ts';
import type { ProviderCardEvent, ProviderCharge } from '../../gateways/payment/card/port.ts';
import type { JobContext } from '../job-context.ts';
import { decideStatus } from './decide.ts';
import { lookAtDispute, takeDispute } from './disputes.ts';
import { announceCharges, settleCharge } from './executor.ts';
import { lookAtLink } from './links.ts';
import { refreshCards } from './refresh-cards.ts';

const CURSOR = 'card_events_since';
const ASKED = 'card_events_asked';
/** Providers keep events for about 30 days; a day is kept as a margin. */
const KEPT_MS = 29 * 86_400_000;
/** Events may come to be listed a little late: look back a bit further than the newest one seen (reliability A17). */
const OVERLAP_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Asks the provider what has become of pages, charges, cards and disputes since the last look, at start and every quarter of an hour
 * (reliability D5). An event is a hint: the object itself is fetched, and only its state counts, so that an event seen twice, late or
 * out of order changes nothing. After a gap longer than the provider remembers, everything that is open is looked at instead.
 *
 * How far it has looked is kept in the provider's time, and moves on only when everything could be fetched. False when it could not.
 */
export async function watchCardEvents(ctx: JobContext): Promise<boolean> {
  ctx.db.write((tx) => disputes.writeOffLost(tx, ctx.clock.now()));
  const now = ctx.clock.now();
  const seenUntil = settings.get(ctx.db.read, CURSOR, 0);
  const askedAt = settings.get(ctx.db.read, ASKED, 0);
  const since = Math.max(0, Math.min(seenUntil, now) - OVERLAP_MS, now - KEPT_MS);
  const events = await ctx.pacer.run(() => ctx.cards().listCardEvents(since));
  if (!events.ok) return false;
  // A clock that was set back says nothing of how long it has been.
  const hasGap = askedAt > 0 && (now - askedAt > KEPT_MS || askedAt - now > DAY_MS);
  if (hasGap && !(await lookAtEverything(ctx, Math.min(askedAt, now)))) return false;
  for (const event of firstOfEach(events.value))
    if (ctx.signal.aborted || !(await follow(ctx, event))) return false;
  const newest = events.value.reduce((latest, { createdAt }) => Math.max(latest, createdAt), seenUntil);
  // A studio in which nothing happens stays as it is on disk for a day, so that it is not backed up again and again.
  if (newest === seenUntil && Math.abs(now - askedAt) < DAY_MS) return true;
  ctx.db.write((tx) => {
    if (newest > seenUntil) settings.set(tx, CURSOR, newest, now);
    settings.set(tx, ASKED, now, now);
  });
  return true;
}

/** Many events about one object are one look at it. */
function firstOfEach(events: readonly ProviderCardEvent[]): ProviderCardEvent[] {
  return [...new Map(events.map((event) => [`${event.about} ${event.objectId}`, event])).values()];
}

/** False when the provider could not be asked. */
async function follow(ctx: JobContext, { about, objectId }: ProviderCardEvent): Promise<boolean> {
  const { kind } = ctx.cards();
  switch (about) {
    case 'link': {
      const link = links.findByProviderId(ctx.db.read, kind, objectId);
      if (link?.state === 'open' || link?.state === 'canceling') {
        await lookAtLink(ctx, link);
        ctx.announce({ topic: 'changed', what: ['cards', 'clients'] });
      }
      return true;
    }
    case 'charge':
      return followCharge(ctx, objectId);
    case 'card': {
      const card = cards.findByProviderId(ctx.db.read, kind, objectId);
      const customer = card && cards.customerById(ctx.db.read, card.customerId);
      return customer ? refreshCards(ctx, customer) : true;
    }
    case 'dispute':
      return lookAtDispute(ctx, objectId);
  }
}

async function followCharge(ctx: JobContext, id: string): Promise<boolean> {
  const gateway = ctx.cards();
  // What is taken down is done with: a charge never stops being paid, and a dispute has events of its own.
  if (cardPayments.byProviderRef(ctx.db.read, gateway.kind, id)) return true;
  const found = await ctx.pacer.run(() => gateway.getCharge(id));
  if (!found.ok) return found.reason === 'not_found';
  return takeNews(ctx, found.value);
}

/** What a fetched charge means for us, whoever made it. */
async function takeNews(ctx: JobContext, there: ProviderCharge): Promise<boolean> {
  const ours = charges.findByUid(ctx.db.read, there.metadata['cb_charge'] ?? '');
  if (ours) {
    if (ours.state === 'sending' || ours.state === 'planned') return true;
    const isNews = there.status === 'succeeded' ? ours.state !== 'succeeded' : isOpen(ours);
    if (!isNews) return true;
    const decision = decideStatus(ours, there, ctx.clock.now());
    ctx.db.write((tx) => settleCharge(ctx, tx, { row: ours, decision }, ctx.clock.now()));
    announceCharges(ctx, 1);
    return true;
  }
  const link = links.findByUid(ctx.db.read, there.metadata['cb_link'] ?? '');
  // Usually its page tells; a page whose address was lost with an answer may have been paid all the same.
  if (link?.state === 'open' || link?.state === 'canceling') await lookAtLink(ctx, link);
  if (there.status === 'succeeded') takeOutside(ctx, there, link);
  return true;
}

const isOpen = ({ state }: charges.Charge): boolean =>
  state === 'unknown' || state === 'processing' || state === 'requires_action';

/**
 * A client of ours paid without us: charged in the provider's own dashboard, or in the time that a restored backup does not know.
 * It goes onto the client's balance, once, or to what its page was for.
 */
function takeOutside(ctx: JobContext, there: ProviderCharge, link: links.CardLink | undefined): void {
  const invoiceId = link?.invoiceId ?? null;
  const { kind: provider } = ctx.cards();
  const customer = cards.customerByProviderId(ctx.db.read, provider, there.customerRef ?? '');
  if (!customer) return askWhoPaid(ctx, there);
  const clientId = paidFor(ctx, customer, there);
  const now = ctx.clock.now();
  const took = ctx.db.write((tx: WriteDb) => {
    if (cardPayments.byProviderRef(tx, provider, there.id)) return false;
    const paymentId = ctx.takeCharged(tx, {
      clientId,
      amountMinor: there.amountMinor,
      purpose: invoiceId === null ? 'balance' : 'invoice',
      invoiceId,
      pays: link ? readPays(link) : [],
      provider,
      providerRef: there.id,
      note: '',
      receivedAt: now,
    });
    append(tx, {
      at: now,
      staffId: null,
      actor: 'Callboard',
      action: 'charge.outside',
      subjectKind: 'client',
      subjectId: clientId,
      data: { paymentId, amountMinor: there.amountMinor },
    });
    return true;
  });
  if (took) announceCharges(ctx, 1);
}

/**
 * Charged by this studio in the time that a restored backup does not know, from a client whose first card it was: ids have been given away
 * again since, so only a person can say who it was. What other programs charge at the same provider is none of ours.
 */
function askWhoPaid(ctx: JobContext, { id, amountMinor, metadata }: ProviderCharge): void {
  if (metadata['cb_studio'] !== studios.get(ctx.db.read).tenantUid) return;
  const opened = ctx.db.write((tx) => {
    if (cardPayments.byProviderRef(tx, ctx.cards().kind, id)) return false;
    return cardTasks.openOfUnknownPayer(tx, { providerRef: id, amountMinor, at: ctx.clock.now() });
  });
  if (opened) announceCharges(ctx, 1);
}

/** For whom it was paid: a child whose payer's card was charged in a time that the backup does not know, or else the card's owner. */
function paidFor(ctx: JobContext, customer: cards.CardCustomer, { metadata }: ProviderCharge): ClientId {
  const isOurs = metadata['cb_studio'] === studios.get(ctx.db.read).tenantUid;
  const named = Number(isOurs ? metadata['cb_client'] : NaN);
  const client = Number.isInteger(named) ? clients.findById(ctx.db.read, named as ClientId) : undefined;
  return client?.payerId === customer.clientId ? client.id : customer.clientId;
}

/** After a gap: every open page and charge, every client's cards and charges, every dispute since. */
async function lookAtEverything(ctx: JobContext, since: number): Promise<boolean> {
  for (const link of links.listOpen(ctx.db.read)) await lookAtLink(ctx, link);
  const gateway = ctx.cards();
  for (const customer of cards.listCustomers(ctx.db.read, gateway.kind)) {
    if (ctx.signal.aborted || !(await refreshCards(ctx, customer))) return false;
    const { providerId } = customer;
    if (providerId === null) continue;
    const list = await ctx.pacer.run(() => gateway.listCharges(providerId));
    if (!list.ok) return false;
    for (const there of list.value)
      if (!cardPayments.byProviderRef(ctx.db.read, gateway.kind, there.id)) await takeNews(ctx, there);
  }
  const disputes = await ctx.pacer.run(() => gateway.listDisputes(since - OVERLAP_MS));
  if (!disputes.ok) return false;
  for (const dispute of disputes.value) takeDispute(ctx, dispute);
  return true;
}
