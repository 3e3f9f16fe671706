import * as links from '#db/repositories/card-link.ts';
import * as clients from '#db/repositories/client.ts';
import { isLinkOpen } from '#domain/card/link-life.ts';
import type { SimulatedCard } from '#domain/card/simulated-card.ts';
import { QUIET_MS } from '#domain/message/message-kind.ts';
import { type DuePart, firstInvoice } from '#domain/payment/due-part.ts';
import type { CardLinkId, ClientId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { requestLink } from '../../cards/request-link.ts';
import { tellLink } from '../../cards/tell-link.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput, notFound, type NotFound } from '../errors.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { findDue } from '../payment/dues.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { type CardsNotAllowed, cardsNotAllowed } from './charge-card.ts';

export interface NothingDue {
  readonly code: 'NOTHING_DUE';
}

export interface CardLinkState {
  readonly code: 'CARD_LINK_STATE';
  readonly state: string;
}

/** A page of the card processor for a client, to leave a card or to pay. The same request again answers the same link. */
export function sendCardLink(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly requestUid: string;
    readonly clientId: ClientId;
    readonly kind: 'setup' | 'payment';
    readonly amountMinor?: number | undefined;
    readonly title: string;
    readonly sendEmail: boolean;
    readonly pays?: readonly DuePart[];
  },
): Result<{ id: CardLinkId }, NotFound | InvalidInput | CardsNotAllowed | NothingDue | RequestAnswered> {
  const lacking = cardsNotAllowed(context);
  if (lacking) return err(lacking);
  const { amountMinor = null, ...wanted } = input;
  if ((input.kind === 'payment') !== (amountMinor !== null)) return invalidInput('amountMinor', 'REQUIRED');
  const { pays = [] } = input;
  if (pays.reduce((sum, part) => sum + part.amountMinor, 0) > (amountMinor ?? 0))
    return invalidInput('pays', 'TOO_LARGE');
  const now = context.now();
  const request = { requestUid: input.requestUid, action: 'card.sendLink', actor, input, at: now };
  const sent = commit(context, ['cards'], (tx) =>
    once(tx, request, (): Result<{ id: CardLinkId }, NotFound | NothingDue> => {
      if (!clients.findOwn(tx, input.clientId)) return notFound('client');
      if (pays.some(({ ref }) => findDue(tx, ref)?.clientId !== input.clientId))
        return err({ code: 'NOTHING_DUE' });
      const wish = { ...wanted, amountMinor, invoiceId: firstInvoice(pays), requestedBy: actor.staffId };
      const id = requestLink(tx, wish, { now, newUid: context.newUid });
      recordDeed(tx, actor, now, {
        action: `card_link.${input.kind}`,
        subjectKind: 'client',
        subjectId: input.clientId,
        data: { linkId: id, amountMinor },
      });
      return ok({ id });
    }),
  );
  context.wakeJobs();
  return sent;
}

/** Writes to the client once more where the open page is. */
export function resendCardLink(
  context: ServiceContext,
  actor: Actor,
  id: CardLinkId,
): Result<void, NotFound | CardLinkState> {
  const sent = commit(context, ['cards', 'messages'], (tx) => {
    const link = links.findById(tx, id);
    if (!link) return notFound('card_link');
    const { url, state, version } = link;
    if (state !== 'open' || url === null) return err({ code: 'CARD_LINK_STATE', state } as const);
    if (!links.change(tx, link, { to: 'open' })) return err({ code: 'CARD_LINK_STATE', state } as const);
    tellLink(tx, { ...link, url, version: version + 1 }, context.now());
    recordDeed(tx, actor, context.now(), {
      action: 'card_link.sent_again',
      subjectKind: 'client',
      subjectId: link.clientId,
      data: { linkId: id },
    });
    return ok(undefined);
  });
  context.wakeJobs();
  return sent;
}

type Closed = Result<{ undoId: UndoStepId | null }, NotFound | CardLinkState>;

/**
 * The page is closed after the quiet minute, in which it can be taken back; one that is not open yet, and so known to nobody, at once.
 * A client who was quicker counts.
 */
export function closeCardLink(context: ServiceContext, actor: Actor, id: CardLinkId): Closed {
  const closed = commit<Closed>(context, ['cards'], (tx) => {
    const link = links.findById(tx, id);
    if (!link) return notFound('card_link');
    const { state } = link;
    const at = context.now();
    const isKnown = state === 'open';
    const nextTryAt = isKnown ? at + QUIET_MS : 0;
    if (!isLinkOpen(state) || !links.change(tx, link, { to: 'canceling', nextTryAt }))
      return err({ code: 'CARD_LINK_STATE', state } as const);
    recordDeed(tx, actor, at, {
      action: 'card_link.closed',
      subjectKind: 'client',
      subjectId: link.clientId,
      data: { linkId: id },
    });
    const data = { id, version: link.version + 1 };
    return ok({
      undoId: isKnown ? rememberUndo(tx, actor, at, { kind: 'card_link.closed', data }) : null,
    });
  });
  context.wakeJobs();
  return closed;
}

/** The open pages and charges of a client are asked about at the next turn. */
export function checkCardsNow(context: ServiceContext, clientId: ClientId): Result<void, NotFound> {
  const asked = commit(context, ['cards'], (tx) => {
    if (!clients.findById(tx, clientId)) return notFound('client');
    links.lookSoonOfClient(tx, clientId);
    return ok(undefined);
  });
  context.wakeJobs();
  return asked;
}

/** In the simulator: the client does this on the page. Refused for a real page, and for one that is not open. */
export function simulateCardPage(
  context: ServiceContext,
  actor: Actor,
  { id, card }: { readonly id: CardLinkId; readonly card: SimulatedCard },
): Result<void, NotFound | CardLinkState> {
  const filled = commit(context, ['cards'], (tx) => {
    const link = links.findById(tx, id);
    if (!link) return notFound('card_link');
    if (!links.simulate(tx, id, card)) return err({ code: 'CARD_LINK_STATE', state: link.state } as const);
    recordDeed(tx, actor, context.now(), {
      action: 'card_link.simulated',
      subjectKind: 'client',
      subjectId: link.clientId,
      data: { linkId: id, card },
    });
    return ok(undefined);
  });
  context.wakeJobs();
  return filled;
}
