import { CHARGE_STATES } from '#domain/card/charge-life.ts';
import { LINK_STATES } from '#domain/card/link-life.ts';
import { PROVIDER_RIGHTS } from '#domain/card/provider-right.ts';
import { SIMULATED_CARDS } from '#domain/card/simulated-card.ts';
import { z } from 'zod';
import { desk } from './base.ts';
import {
  amountMinor,
  cardId,
  cardLinkId,
  chargeId,
  clientId,
  page,
  requiredLine,
  undoStepId,
} from './fields.ts';
import { dueRef } from './payment.ts';

const requestUid = z.uuid();

/** What is known of a card: never its number. */
export const cardView = z.object({
  id: cardId,
  brand: z.string(),
  last4: z.string(),
  expMonth: z.int(),
  expYear: z.int(),
  isExpired: z.boolean(),
  /** The processor still has to forget it. */
  isRemoving: z.boolean(),
  /** Left with the processor that is in use now; another one's card cannot be charged. */
  isUsable: z.boolean(),
  addedAt: z.number(),
});
export type CardView = z.infer<typeof cardView>;

/** A page of the processor's for one client. */
export const cardLinkView = z.object({
  id: cardLinkId,
  kind: z.enum(['setup', 'payment']),
  clientId,
  client: z.string(),
  title: z.string(),
  amountMinor: z.int().nullable(),
  invoiceId: z.int().nullable(),
  state: z.enum(LINK_STATES),
  /** Only while it is open. */
  url: z.string().nullable(),
  expiresAt: z.number().nullable(),
  failureCode: z.string().nullable(),
  isSimulated: z.boolean(),
  createdAt: z.number(),
});
export type CardLinkView = z.infer<typeof cardLinkView>;

/** A charge of a card on file, and how it ended. */
export const chargeView = z.object({
  id: chargeId,
  amountMinor: z.int(),
  description: z.string(),
  state: z.enum(CHARGE_STATES),
  /** The bank's reason, or else the processor's. */
  reason: z.string().nullable(),
  brand: z.string(),
  last4: z.string(),
  invoiceId: z.int().nullable(),
  createdAt: z.number(),
});
export type ChargeView = z.infer<typeof chargeView>;

/** What a client chooses on the page of the simulator. */
export const simulatedCard = z.enum(SIMULATED_CARDS);

/** Cards on file, the pages on which clients leave them or pay, and charges. */
export const card = {
  /** Everything about one client's cards; the card on file first. */
  ofClient: desk.input(z.object({ clientId })).output(
    z.object({
      /** Rights that the key lacks to take cards; empty when all is well. */
      missing: z.array(z.enum(PROVIDER_RIGHTS)),
      email: z.string(),
      cards: z.array(cardView),
      /** The card of whoever pays for the family, which is charged where the client has none of their own. */
      payerCard: cardView.extend({ clientId, client: z.string() }).nullable(),
      links: z.array(cardLinkView),
      charges: z.array(chargeView),
      disputes: z.array(
        z.object({
          id: z.int(),
          amountMinor: z.int(),
          reason: z.string(),
          state: z.enum(['inquiry', 'open', 'won', 'lost', 'closed']),
          dueAt: z.number().nullable(),
          openedAt: z.number(),
        }),
      ),
    }),
  ),
  /** The outcome of one charge, live: the topic `cards` says when to ask again. */
  getCharge: desk.input(z.object({ id: chargeId })).output(chargeView),
  /** All links, newest first. */
  listLinks: desk
    .input(z.object({ isOpen: z.boolean().default(false), ...page }))
    .output(z.object({ rows: z.array(cardLinkView), total: z.int() })),
  /** Asks for a charge of the card on file; the job thread sends it at once. The same again answers the same charge. */
  charge: desk
    .input(
      z.object({
        requestUid,
        clientId,
        cardId: cardId.optional(),
        amountMinor: amountMinor.min(1),
        description: requiredLine(200),
      }),
    )
    .output(z.object({ id: chargeId })),
  /** Asks for a page; the same again answers the same link. */
  sendLink: desk
    .input(
      z.object({
        requestUid,
        clientId,
        kind: z.enum(['setup', 'payment']),
        /** Of a payment, and only then. */
        amountMinor: amountMinor.min(1).optional(),
        title: requiredLine(200),
        sendEmail: z.boolean(),
        /** What the payment is to pay once it is there; the rest goes onto the balance. */
        pays: z
          .array(z.object({ ref: dueRef, amountMinor: amountMinor.min(1) }))
          .max(100)
          .default([]),
      }),
    )
    .output(z.object({ id: cardLinkId })),
  /** Writes to the client once more where an open page is. */
  resendLink: desk.input(z.object({ id: cardLinkId })),
  /** Closed after a minute, in which it can be taken back; null for one that was not open yet. */
  closeLink: desk.input(z.object({ id: cardLinkId })).output(z.object({ undoId: undoStepId.nullable() })),
  /** Asks the processor about the open pages and charges of a client at once. */
  checkNow: desk.input(z.object({ clientId })),
  /** Out of use at once, and forgotten by the processor after a minute, in which it can be taken back. */
  remove: desk.input(z.object({ id: cardId })).output(z.object({ undoId: undoStepId })),
  /** Only in the simulator: what the client does on the page. */
  simulatePage: desk.input(z.object({ id: cardLinkId, card: simulatedCard })),
};
