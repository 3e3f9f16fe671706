import { z } from 'zod';
import { desk, everyRole } from './base.ts';
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
  phone,
  sessionId,
  text,
  version,
} from './fields.ts';

export const clientFields = z.object({
  firstName: line(60),
  lastName: line(60),
  email,
  phone,
  note: text(2000),
});

export const clientRow = clientFields.omit({ note: true }).extend({
  id: clientId,
  name: z.string(),
  balanceMinor: z.int(),
  creditsLeft: z.int(),
  archived: z.boolean(),
});
export type ClientRow = z.infer<typeof clientRow>;

export const creditLot = z.object({
  id: lotId,
  name: z.string(),
  bought: z.int(),
  used: z.int(),
  expired: z.int(),
  remaining: z.int(),
  expiresOn: localDate.nullable(),
  boughtAt: z.number(),
});
export const paymentMethod = z.enum(['card', 'cash', 'check', 'transfer', 'other']);
export const paymentRow = z.object({
  id: paymentId,
  method: paymentMethod,
  amountMinor: z.int(),
  refundedMinor: z.int(),
  freeMinor: z.int(),
  purpose: z.enum(['booking', 'package', 'balance']),
  receivedAt: z.number(),
  note: z.string(),
});

export const clientView = clientFields.extend({
  id: clientId,
  version,
  name: z.string(),
  archived: z.boolean(),
  balance: z.object({
    paymentsMinor: z.int(),
    refundsMinor: z.int(),
    chargesMinor: z.int(),
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

/** How money comes in at the desk. A card needs the provider's payment reference when a real provider is set up. */
export const takePayment = z.object({
  method: paymentMethod,
  amountMinor: amountMinor.min(1),
  cardReference: line(255).optional(),
  note: line(300).default(''),
});

export const client = {
  /** Not for practitioners: they meet clients in their own sessions only (domain.md 9). */
  list: desk
    .input(z.object({ search: line(100).default(''), archived: z.boolean().default(false), ...page }))
    .output(z.object({ rows: z.array(clientRow), total: z.int() })),
  get: everyRole.input(z.object({ id: clientId })).output(clientView),
  create: desk.input(clientFields).output(z.object({ id: clientId })),
  update: desk.input(clientFields.extend({ id: clientId, version, archived: z.boolean() })),
  /** A payment onto the client's balance. */
  recordPayment: desk.input(z.object({ clientId, payment: takePayment })).output(z.object({ id: paymentId })),
  sellPackage: desk
    .input(z.object({ clientId, packageId, payment: takePayment.omit({ amountMinor: true }) }))
    .output(z.object({ id: lotId })),
};
