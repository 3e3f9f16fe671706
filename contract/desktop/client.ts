import { z } from 'zod';
import { desk, everyRole, management } from './base.ts';
import {
  amountMinor,
  bookingId,
  clientId,
  email,
  line,
  localDate,
  lotId,
  packageId,
  page,
  paymentId,
  receiptId,
  phone,
  sessionId,
  text,
  undoStepId,
  version,
} from './fields.ts';
import { lotHold } from './lot-choice.ts';

/** A first or a last name is needed. `note` is for the desk only. */
export const clientFields = z.object({
  firstName: line(60),
  lastName: line(60),
  email,
  phone,
  note: text(2000),
  /** For letters; stands on invoices. */
  address: text(500).default(''),
});

/** What the client may do alone, where the studio allows it at all (Settings, Session control). */
export const clientPermission = z.enum(['book', 'cancel', 'reschedule']);
export type ClientPermission = z.infer<typeof clientPermission>;
export const clientPermissions = z.object({
  book: z.boolean(),
  cancel: z.boolean(),
  reschedule: z.boolean(),
});

/** A client in a list. `balanceMinor` below zero is owed to the studio; `creditsLeft` counts all lots that can still pay. */
export const clientRow = clientFields.omit({ note: true, address: true }).extend({
  id: clientId,
  name: z.string(),
  balanceMinor: z.int(),
  creditsLeft: z.int(),
  archived: z.boolean(),
  version,
  permissions: clientPermissions,
});
export type ClientRow = z.infer<typeof clientRow>;

/** What is left of a package that was bought: bought = used + remaining + expired. */
export const creditLot = z.object({
  id: lotId,
  name: z.string(),
  bought: z.int(),
  used: z.int(),
  expired: z.int(),
  remaining: z.int(),
  expiresOn: localDate.nullable(),
  boughtAt: z.number(),
  hold: lotHold.nullable(),
});
export const paymentMethod = z.enum(['card', 'cash', 'check', 'transfer', 'other']);
/** A payment; `freeMinor` pays for nothing yet. */
export const paymentRow = z.object({
  id: paymentId,
  method: paymentMethod,
  amountMinor: z.int(),
  refundedMinor: z.int(),
  freeMinor: z.int(),
  purpose: z.enum(['booking', 'package', 'balance', 'invoice']),
  receivedAt: z.number(),
  note: z.string(),
});

/** A client with all that concerns them. Of `balance` each part is shown as a line of the sum (domain.md 5). */
export const clientView = clientFields.extend({
  id: clientId,
  version,
  name: z.string(),
  archived: z.boolean(),
  permissions: clientPermissions,
  /** The record that took over everything of this one. */
  mergedInto: z.object({ id: clientId, name: z.string() }).nullable(),
  /** Who pays for this client, and how many this one pays for. */
  payer: z.object({ id: clientId, name: z.string() }).nullable(),
  /** Where messages about their money go: their own address, or else their payer's; '' = nowhere. */
  moneyEmail: z.string(),
  members: z.int(),
  /** Names of the records that were merged into this one. */
  formerNames: z.array(z.string()),
  balance: z.object({
    paymentsMinor: z.int(),
    refundsMinor: z.int(),
    chargesMinor: z.int(),
    packagesMinor: z.int(),
    invoicesMinor: z.int(),
    feesMinor: z.int(),
    correctionsMinor: z.int(),
    transfersMinor: z.int(),
    otherMinor: z.int(),
    balanceMinor: z.int(),
    openBookingsMinor: z.int(),
    availableMinor: z.int(),
  }),
  lots: z.array(creditLot),
  payments: z.array(paymentRow),
  bookings: z.array(
    z.object({
      bookingId,
      sessionId,
      title: z.string(),
      date: z.string(),
      time: z.string(),
      state: z.enum(['booked', 'canceled']),
      sessionState: z.string(),
      statusLabel: z.string(),
      participant: z.string(),
      funding: z.string(),
      priceMinor: z.int(),
    }),
  ),
});
export type ClientView = z.infer<typeof clientView>;

const autoInvoicingSwitches = z.object({ invoices: z.boolean(), charges: z.boolean() });

/** What moves from one record to the other, in numbers, and what stands against it. */
export const mergePreview = z.object({
  from: z.object({ id: clientId, name: z.string(), version }),
  into: z.object({ id: clientId, name: z.string(), version }),
  moves: z.object({
    bookings: z.int(),
    payments: z.int(),
    lots: z.int(),
    credits: z.int(),
    balanceMinor: z.int(),
    participants: z.int(),
    messages: z.int(),
    waitlist: z.int(),
    enrolments: z.int(),
    offers: z.int(),
    tasks: z.int(),
  }),
  /** Sessions, classes and waitlists in which both have the same place. */
  conflicts: z.array(
    z.object({
      kind: z.enum(['session', 'class', 'waitlist']),
      sessionId: sessionId.nullable(),
      title: z.string(),
      date: z.string(),
      time: z.string(),
    }),
  ),
  /** How automatic invoicing treats each; one of the two stands afterwards. */
  switches: z.object({ from: autoInvoicingSwitches, into: autoInvoicingSwitches }),
  /** A job or a refund is at work on one of the two; it has to end first. */
  isBusy: z.boolean(),
});
export type MergePreview = z.infer<typeof mergePreview>;

/** How money comes in at the desk. A card needs the provider's payment reference when a real provider is set up. */
export const takePayment = z.object({
  method: paymentMethod,
  amountMinor: amountMinor.min(1),
  cardReference: line(255).optional(),
  note: line(300).default(''),
  /** What was put on the desk in cash; the rest of it is change. */
  tenderedMinor: amountMinor.optional(),
});

/** Who pays and books. */
export const client = {
  /** Not for practitioners: they meet clients in their own sessions only (domain.md 9). */
  list: desk
    .input(
      z.object({
        search: line(100).default(''),
        archived: z.boolean().default(false),
        /** Only who has, or has not, this permission. */
        permission: z.object({ is: clientPermission, given: z.boolean() }).nullable().default(null),
        /** False where nobody looks at the total: it then only says whether there are more. */
        isCounted: z.boolean().default(true),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(clientRow), total: z.int() })),
  get: everyRole.input(z.object({ id: clientId })).output(clientView),
  /** `payerId`: the client who pays for this one; refused with PAYER_REFUSED where a family would have two payers. */
  create: desk
    .input(
      clientFields.extend({ payerId: clientId.nullable().default(null), requestUid: z.uuid().optional() }),
    )
    .output(z.object({ id: clientId })),
  update: desk.input(
    clientFields.extend({
      id: clientId,
      version,
      archived: z.boolean(),
      /** Left out: as it is. */
      payerId: clientId.nullable().optional(),
    }),
  ),
  /** Gives or takes one permission of many clients at once: the chosen ones, or all that a search finds ('' = everybody). */
  setPermission: management
    .input(
      z.object({
        who: z.union([
          z.object({ ids: z.array(clientId).min(1).max(10_000) }),
          z.object({ search: line(100) }),
        ]),
        permission: clientPermission,
        given: z.boolean(),
      }),
    )
    .output(z.object({ changed: z.int(), undoId: undoStepId.nullable() })),
  /** What would move from one record to the other, and what stands against it. */
  mergePreview: management.input(z.object({ from: clientId, into: clientId })).output(mergePreview),
  /** Moves everything of `from` to `into` and archives `from`. */
  merge: management
    .input(
      z.object({
        from: clientId,
        fromVersion: version,
        into: clientId,
        intoVersion: version,
        /** Places that both have in one session: the moved one is kept for a participant named like `from`. */
        keepAsParticipant: z.boolean().default(false),
        /** Whose switches of automatic invoicing stand. */
        switchesOf: z.enum(['from', 'into']).default('into'),
      }),
    )
    .output(z.object({ undoId: undoStepId })),
  /** A payment onto the client's balance. */
  recordPayment: desk
    .input(z.object({ requestUid: z.uuid().optional(), clientId, payment: takePayment }))
    .output(z.object({ id: paymentId, receiptId })),
  /** The whole price is received in one way, and the credits can be used at once; `packages.sell` takes several ways. */
  sellPackage: desk
    .input(
      z.object({
        requestUid: z.uuid().optional(),
        clientId,
        packageId,
        payment: takePayment.omit({ amountMinor: true, tenderedMinor: true }),
      }),
    )
    .output(z.object({ id: lotId })),
};
