import { expect, test } from 'vitest';
import { dueKey } from '#domain/payment/due-part.ts';
import type { BookingId, ClientId, InvoiceId } from '#domain/values/ids.ts';
import { OWED } from '#renderer/ui/take-payment/due-list.tsx';
import { firstTicked } from '#renderer/ui/take-payment/use-taking.ts';

const clientId = 7 as ClientId;
const invoice = { kind: 'invoice', invoiceId: 3 as InvoiceId } as const;
const place = { kind: 'booking', bookingId: 5 as BookingId } as const;

test('at a client, what is owed on the balance is asked for, with invoices; places to come are for the desk to tick', () => {
  const ticked = firstTicked({ of: { clientId }, options: { dues: [{ ref: invoice }, { ref: place }] } });
  expect([...ticked]).toEqual([OWED, dueKey(invoice)]);
});

test('at an invoice or a place, nothing of what the client owes besides is asked for', () => {
  expect([
    ...firstTicked({
      of: { clientId, invoiceId: invoice.invoiceId },
      options: { dues: [{ ref: invoice }] },
    }),
  ]).toEqual([dueKey(invoice)]);
  expect([
    ...firstTicked({ of: { clientId, bookingId: place.bookingId }, options: { dues: [{ ref: place }] } }),
  ]).toEqual([dueKey(place)]);
});
