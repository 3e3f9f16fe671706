import { append } from '#db/repositories/audit.ts';
import * as cards from '#db/repositories/card.ts';
import * as studios from '#db/repositories/studio.ts';
import type { JobContext } from '../job-context.ts';

const AGAIN_MS = 60_000;

/** Brings the cards of a client up to date with the processor: renewed, added or removed there. False when it could not be asked. */
export async function refreshCards(ctx: JobContext, customer: cards.CardCustomer): Promise<boolean> {
  const gateway = ctx.cards();
  const { providerId } = customer;
  if (providerId === null || customer.provider !== gateway.kind) return true;
  const list = await ctx.pacer.run(() => gateway.listCards(providerId));
  if (!list.ok) return list.reason === 'not_found';
  const there = new Set(list.value.map(({ id }) => id));
  const known = cards
    .listForClient(ctx.db.read, customer.clientId)
    .filter(({ customerId }) => customerId === customer.id);
  const now = ctx.clock.now();
  const changed = ctx.db.write((tx) => {
    const kept = list.value.map((card) => cards.keep(tx, customer, card, now));
    const gone = known
      .filter((card) => !there.has(card.providerId))
      .map(({ id }) => cards.removed(tx, id, now));
    return [...kept, ...gone].some(Boolean);
  });
  if (changed) ctx.announce({ topic: 'changed', what: ['cards'] });
  return true;
}

/** Removes cards at the processor that the desk has taken out of use. True if it did anything. */
export async function removalPass(ctx: JobContext): Promise<boolean> {
  let worked = false;
  for (const card of cards.listRemoving(ctx.db.read, ctx.clock.now())) {
    if (ctx.signal.aborted) return worked;
    const gateway = ctx.cards();
    const { tenantUid } = studios.get(ctx.db.read);
    const answer =
      card.provider === gateway.kind
        ? await ctx.pacer.run(() =>
            gateway.detachCard(card.providerId, `cb1:${tenantUid}:d:${card.providerId}`),
          )
        : { kind: 'detached' as const };
    const now = ctx.clock.now();
    ctx.db.write((tx) => {
      if (answer.kind !== 'detached') {
        cards.removeLater(tx, card.id, now + AGAIN_MS);
        return;
      }
      cards.removed(tx, card.id, now);
      append(tx, {
        at: now,
        staffId: null,
        actor: 'Callboard',
        action: 'card.removed_there',
        subjectKind: 'client',
        subjectId: card.clientId,
        data: { cardId: card.id },
      });
    });
    ctx.announce({ topic: 'changed', what: ['cards'] });
    worked = true;
  }
  return worked;
}
