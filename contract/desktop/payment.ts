import { z } from 'zod';
import { desk, management } from './base.ts';
import { paymentMethod } from './client.ts';
import {
  amountMinor,
  bookingId,
  cardAtDesk,
  chargeId,
  clientId,
  csvFile,
  enrolmentId,
  invoiceId,
  itemId,
  line,
  localDate,
  locationId,
  lotId,
  page,
  paymentId,
  receiptId,
  refundId,
  requiredLine,
  secondPerson,
  staffId,
  undoStepId,
} from './fields.ts';

/** Something that money can be taken for. */
export const dueRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('booking'), bookingId }),
  z.object({ kind: z.literal('package'), lotId }),
  z.object({ kind: z.literal('invoice'), invoiceId }),
]);
export type DueRef = z.infer<typeof dueRef>;

/** What is open of it now, and how it stands on the receipt. */
export const openDue = z.object({
  ref: dueRef,
  clientId,
  title: z.string(),
  date: z.string(),
  time: z.string(),
  participant: z.string(),
  dueMinor: z.int(),
  /** What the card on file is being charged for it now; it is not part of `dueMinor`. */
  chargingMinor: z.int(),
});
export type OpenDue = z.infer<typeof openDue>;

/** One way in which a client pays; several make one taking with one receipt. */
export const tender = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('payment'),
    method: paymentMethod,
    amountMinor: amountMinor.min(1),
    /** What was put on the desk in cash; the rest of it is change. */
    tenderedMinor: amountMinor.optional(),
    cardReference: line(255).optional(),
    note: line(300).default(''),
  }),
  z.object({ kind: z.literal('account_credit'), amountMinor: amountMinor.min(1) }),
  /** The card on file is charged in the background; the money pays the same things once it is there. */
  z.object({
    kind: z.literal('card_on_file'),
    amountMinor: amountMinor.min(1),
    description: requiredLine(200),
  }),
]);
export type Tender = z.infer<typeof tender>;

/** All ways of one taking; the card on file at most once, since it is one charge. */
export const tenders = (atLeast: 0 | 1) =>
  z
    .array(tender)
    .min(atLeast)
    .max(10)
    .refine((ways) => ways.filter(({ kind }) => kind === 'card_on_file').length < 2);

const listFilter = {
  /** Days of the studio [from, to); null = open end. */
  from: localDate.nullable().default(null),
  to: localDate.nullable().default(null),
  methods: z.array(paymentMethod).max(5).default([]),
  /** Payments that pay for sessions there. */
  locationId: locationId.nullable().default(null),
  clientId: clientId.nullable().default(null),
  /** Who took them. */
  staffId: staffId.nullable().default(null),
};
export const paymentFilter = z.object(listFilter);
export type PaymentFilter = z.infer<typeof paymentFilter>;

export const listedPayment = z.object({
  id: paymentId,
  clientId,
  client: z.string(),
  method: paymentMethod,
  amountMinor: z.int(),
  refundedMinor: z.int(),
  freeMinor: z.int(),
  receivedAt: z.number(),
  staff: z.string(),
  note: z.string(),
  receiptId: receiptId.nullable(),
  receiptNumber: z.int().nullable(),
  voidedAt: z.number().nullable(),
});
export type ListedPayment = z.infer<typeof listedPayment>;

export const allocation = z.object({
  kind: z.enum(['booking', 'package', 'invoice']),
  rowId: z.int(),
  title: z.string(),
  date: z.string(),
  time: z.string(),
  participant: z.string(),
  amountMinor: z.int(),
  isOpen: z.boolean(),
});
export type Allocation = z.infer<typeof allocation>;

export const refundOfPayment = z.object({
  id: refundId,
  amountMinor: z.int(),
  method: z.enum(['card', 'cash']),
  state: z.string(),
  settledAs: z.string().nullable(),
  reason: z.string(),
  createdAt: z.number(),
  settledAt: z.number().nullable(),
  receiptId: receiptId.nullable(),
});

/** A payment with what it pays for, what went back of it, its paper and its history. */
export const paymentView = listedPayment.extend({
  providerRef: z.string().nullable(),
  voidReason: z.string(),
  /** What can still be given back: not refunded and not on its way. */
  refundableMinor: z.int(),
  mayVoid: z.enum(['yes', 'role', 'day', 'card', 'refunded', 'voided']),
  allocations: z.array(allocation),
  refunds: z.array(refundOfPayment),
  /** What cancellations left with the client as account credit. */
  credits: z.array(
    z.object({
      id: itemId,
      amountMinor: z.int(),
      at: z.number(),
      title: z.string(),
      receiptId: receiptId.nullable(),
    }),
  ),
  history: z.array(z.object({ at: z.number(), actor: z.string(), action: z.string() })),
  /** What it could pay for, and how much of it is free for that. */
  dues: z.array(openDue),
  creditMinor: z.int(),
});
export type PaymentView = z.infer<typeof paymentView>;

/** How a part goes back to the client. */
export const refundWay = z.enum(['card', 'cash', 'account_credit']);
const refundPart = z.object({ paymentId, amountMinor: amountMinor.min(1), way: refundWay });
const refundInput = {
  clientId,
  parts: z.array(refundPart).min(1).max(20),
};

/** Money that comes in, what it pays for, and how it goes back. */
export const payment = {
  /** What can be paid now: for these places, this enrolment, or everything of the client. */
  options: desk
    .input(
      z.object({
        clientId,
        bookingId: bookingId.optional(),
        enrolmentId: enrolmentId.optional(),
        /** Only this invoice. */
        invoiceId: invoiceId.optional(),
      }),
    )
    .output(
      z.object({
        clientName: z.string(),
        dues: z.array(openDue),
        /** Owed for what was charged already; 0 when nothing is. */
        owedMinor: z.int(),
        balanceMinor: z.int(),
        creditMinor: z.int(),
        defaultMethod: paymentMethod,
        /** The card that can be charged, the client's or their payer's; null when there is none, or not with this processor. */
        cardOnFile: cardAtDesk.nullable(),
        /** The card processor can be asked for a page on which the client pays. */
        mayLink: z.boolean(),
        /** Where a link goes; '' = nowhere. */
        email: z.string(),
        /** Null: no till is open; cash may be taken all the same. */
        tillOpenedAt: z.number().nullable(),
      }),
    ),
  /** Takes money in several ways at once, and asks for a charge of the card on file. A repeat of the request is answered as the first time. */
  take: desk
    .input(
      z.object({
        requestUid: z.uuid(),
        clientId,
        dues: z.array(dueRef).max(500),
        /** What the window showed as due for them; another sum now refuses. */
        dueMinor: z.int().min(0),
        /** The same of what is owed on the account; null: money is not taken for that, and what is more than due is meant as credit. */
        owedMinor: z.int().min(0).nullable().default(null),
        tenders: tenders(1),
        /** What is more than due goes onto the balance. */
        takesMore: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        /** Null where the card on file is charged for all of it. */
        receiptId: receiptId.nullable(),
        paymentIds: z.array(paymentId),
        takenMinor: z.int(),
        changeMinor: z.int(),
        chargeId: chargeId.nullable(),
        chargedMinor: z.int(),
      }),
    ),
  list: desk.input(z.object({ ...listFilter, ...page })).output(
    z.object({
      rows: z.array(listedPayment),
      total: z.int(),
      /** Of all that match, not only of the page; voided ones count nothing. */
      sums: z.array(
        z.object({
          method: paymentMethod,
          count: z.int(),
          amountMinor: z.int(),
          refundedMinor: z.int(),
        }),
      ),
    }),
  ),
  /** The same list as a file, into the downloads folder or on offer to the browser. */
  saveCsv: desk.input(paymentFilter).output(csvFile),
  get: desk.input(z.object({ id: paymentId })).output(paymentView),
  /** Lets free money of the payment pay for something that is owed. */
  allocate: desk
    .input(
      z.object({
        id: paymentId,
        parts: z
          .array(z.object({ ref: dueRef, amountMinor: amountMinor.min(1) }))
          .min(1)
          .max(100),
      }),
    )
    .output(z.object({ undoId: undoStepId })),
  /** Takes it away again: a place is then owed on the account, the money is free. */
  release: desk
    .input(z.object({ id: paymentId, kind: z.enum(['booking', 'package']), rowId: z.int().min(1) }))
    .output(z.object({ undoId: undoStepId })),
  /** For a payment that was taken down by mistake today. Money that a card paid is refunded instead. */
  void: management.input(z.object({ requestUid: z.uuid(), id: paymentId, reason: requiredLine(300) })),
  /** Of what something can still be given back, the latest first. */
  refundable: desk.input(z.object({ clientId })).output(
    z.array(
      z.object({
        id: paymentId,
        method: paymentMethod,
        amountMinor: z.int(),
        receivedAt: z.number(),
        refundableMinor: z.int(),
      }),
    ),
  ),
  /** What giving these parts back means: what owes again, and who has to agree. */
  previewRefund: desk.input(z.object(refundInput)).output(
    z.object({
      leavingMinor: z.int(),
      released: z.array(
        z.object({ title: z.string(), date: z.string(), time: z.string(), amountMinor: z.int() }),
      ),
      balanceAfterMinor: z.int(),
      /** What of it the client does not have any more, and would owe. */
      beyondMinor: z.int(),
      overLimit: z.boolean(),
      limitMinor: z.int(),
      secondPersonNeeded: z.boolean(),
    }),
  ),
  /** Never more than is left of a payment. Cards are refunded in the background, cash waits to be handed over. */
  refund: desk
    .input(
      z.object({
        requestUid: z.uuid(),
        ...refundInput,
        reason: requiredLine(300),
        /** The cash is handed over at this moment. */
        isHandedOver: z.boolean().default(false),
        /** Agreed to: `beyondMinor` of the preview. */
        beyondMinor: amountMinor.default(0),
        secondPerson,
      }),
    )
    .output(z.object({ receiptId, refundIds: z.array(refundId) })),
  /** The paper of a refund from elsewhere (a cancellation), numbered at the first time it is asked for. */
  refundReceipt: desk.input(z.object({ refundId })).output(z.object({ receiptId })),
  /** The paper of what a cancellation left as account credit, numbered at the first time it is asked for. */
  accountCreditReceipt: desk.input(z.object({ itemId })).output(z.object({ receiptId })),
  /** How most clients pay here; chosen in every payment until another way is. */
  defaultMethod: desk.output(z.object({ method: paymentMethod })),
  setDefaultMethod: management.input(z.object({ method: paymentMethod })),
  /** Sends the receipt to the client's address, with the PDF. */
  emailReceipt: desk.input(z.object({ receiptId })),
};
