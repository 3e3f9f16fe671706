import { REFUND_ACTIONS } from '#domain/cancellation/plan.ts';
import { z } from 'zod';
import { withoutPrepayment } from './prepayment-missing.ts';
import { desk } from './base.ts';
import { bookingCancellation } from './booking-cancellation.ts';
import {
  amountMinor,
  bookingId,
  cardAtDesk,
  chargeId,
  clientId,
  line,
  localDate,
  lotId,
  paymentId,
  requiredLine,
  sessionId,
  version,
} from './fields.ts';

/** A tender of a booking; `released`: it pays no more. */
export const fundingView = z.object({
  kind: z.enum(['package', 'payment', 'account', 'free']),
  method: z.enum(['card', 'cash', 'check', 'transfer', 'other']).nullable(),
  amountMinor: z.int(),
  lotName: z.string().nullable(),
  state: z.enum(['active', 'released']),
});

/** What canceling costs the client: `label` of the completion type that charges; null when it costs nothing. */
const clientCancellation = z.object({
  label: z.string().nullable(),
  chargeMinor: z.int(),
  usesCredit: z.boolean(),
});

/** A booking in the panel of its session. */
export const bookingView = z.object({
  id: bookingId,
  clientId,
  clientName: z.string(),
  participant: z.string(),
  state: z.enum(['booked', 'canceled']),
  priceMinor: z.int(),
  overbookReason: z.string(),
  fundings: z.array(fundingView),
  version,
  outcome: z.enum(['attended', 'missed']).nullable(),
  /** How it was saved, by its own copy of the completion type; null while its session is open. */
  saved: z.object({ label: z.string(), chargeMinor: z.int(), reason: z.string() }).nullable(),
  /** Who let the client in without enough available credit, and what was missing; null: nobody had to. */
  waivedBy: z.string().nullable(),
  prepaymentMissingMinor: z.int(),
  /** What holds if the client cancels now; null for a place that is not held, or is over. */
  byClient: z
    .object({
      /** Whether they could do it alone: Session control, their permission, and the cut-off of the booking. */
      may: z.enum(['yes', 'studio_off', 'no_permission', 'too_late']),
      until: z.number(),
      now: clientCancellation,
      /** What it would cost by the policy of today, where that differs. */
      byNewPolicy: clientCancellation.nullable(),
    })
    .nullable(),
  /** What cancelling by the studio would give back now, one part per tender; the sentence is made from it. */
  ifCanceledNow: z.array(
    z.object({
      action: z.enum(REFUND_ACTIONS),
      tender: z.string(),
      amountMinor: z.int(),
      lotName: z.string().nullable(),
    }),
  ),
});

/** One way a booking is paid. Several may be given; their amounts add up to the price (free and package stand alone or cover the rest). */
export const fundingInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('package'), lotId }),
  z.object({
    kind: z.literal('new_payment'),
    method: z.enum(['card', 'cash', 'check', 'transfer', 'other']),
    amountMinor: amountMinor.min(1),
    cardReference: line(255).optional(),
    /** What was put on the desk in cash; the rest of it is change. */
    tenderedMinor: amountMinor.optional(),
  }),
  z.object({ kind: z.literal('earlier_payment'), paymentId, amountMinor: amountMinor.min(1) }),
  /** Money on the account that pays for nothing yet, from the oldest payments. */
  z.object({ kind: z.literal('account_credit'), amountMinor: amountMinor.min(1) }),
  /** The card on file is charged in the background; until then it is owed on the account. */
  z.object({
    kind: z.literal('card_on_file'),
    amountMinor: amountMinor.min(1),
    description: requiredLine(200),
  }),
  z.object({ kind: z.literal('account'), amountMinor: amountMinor.min(1) }),
  z.object({ kind: z.literal('free') }),
]);

/** All ways of one booking; the card on file at most once, since it is one charge. */
export const fundingInputs = z
  .array(fundingInput)
  .min(1)
  .max(10)
  .refine((ways) => ways.filter(({ kind }) => kind === 'card_on_file').length < 2);

/** What is there already to pay with. */
export const fundingChoices = z.object({
  /** The lots that could pay, soonest to expire first. */
  lots: z.array(
    z.object({ id: lotId, name: z.string(), remaining: z.int(), expiresOn: localDate.nullable() }),
  ),
  freePayments: z.array(
    z.object({ id: paymentId, method: z.string(), freeMinor: z.int(), receivedAt: z.number() }),
  ),
  /** Of all payments together. */
  creditMinor: z.int(),
  cardOnFile: cardAtDesk.nullable(),
});

/** One client's place in one session, and how it is paid. */
export const booking = {
  /** The price, and what could pay it. */
  options: desk
    .input(z.object({ sessionId, clientId }))
    .output(fundingChoices.extend({ priceMinor: z.int(), availableMinor: z.int() })),
  /** Refused with OVER_CAPACITY without a reason, and with FUNDING_MISMATCH where the tenders are not the price. */
  create: desk
    .input(
      z.object({
        requestUid: z.uuid().optional(),
        sessionId,
        clientId,
        participant: line(120).default(''),
        priceMinor: amountMinor,
        fundings: fundingInputs,
        overbookReason: line(300).default(''),
        /** Why a single session of a class is sold that has no drop-in; asked for with CLASS_ONLY. */
        dropInReason: line(300).default(''),
        withoutPrepayment,
      }),
    )
    .output(z.object({ id: bookingId, chargeId: chargeId.nullable() })),
  /** Who comes; the payer stays. */
  update: desk.input(z.object({ id: bookingId, version, participant: line(120) })),
  ...bookingCancellation,
};
