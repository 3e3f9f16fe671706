import * as invoices from '#db/repositories/invoice.ts';
import { dueMinor } from '#domain/invoice/standing.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { takeMoney, type TakeInput } from '#main/services/payment/take-money.ts';
import { done } from '../desk.ts';
import { clock, type MoneyParts } from './money-parts.ts';

/** How a client means to pay an invoice: so many per cent of what is due, so many days after it was issued. */
export type Promised = readonly { readonly afterDays: number; readonly percent: number }[];

/** Clients pay as clients do: most in a week, some after a reminder, some in parts, a few not at all. */
export interface InvoicePayers {
  readonly promise: (id: InvoiceId, issuedOn: number, promised: Promised) => void;
  /** Every open invoice that is younger than this one. */
  readonly promiseAll: (after: InvoiceId, issuedOn: number) => void;
}

export function createPayers(parts: MoneyParts): InvoicePayers {
  const { desk, diary, chance, yesterday } = parts;
  const promise: InvoicePayers['promise'] = (id, issuedOn, promised) => {
    for (const { afterDays, percent } of promised)
      diary.on(issuedOn + afterDays, clock(10, 15), (context) => pay(parts, context, id, percent));
  };
  /** What is long past was paid in the end. */
  const drawn = (issuedOn: number): Promised => {
    const isRecent = issuedOn > yesterday - MOST_DAYS_OPEN;
    const luck = chance.next();
    const whole = (afterDays: number): Promised => [{ afterDays, percent: 100 }];
    if (luck < 0.62) return whole(chance.int(1, 9));
    if (luck < 0.77) return whole(chance.int(15, 24));
    if (luck < 0.87) return [{ afterDays: 5, percent: 50 }, ...(isRecent ? [] : whole(chance.int(20, 34)))];
    return isRecent ? [] : whole(chance.int(30, 44));
  };
  return {
    promise,
    promiseAll: (after, issuedOn) => {
      const made = desk.db.read.all<{ id: InvoiceId }>(
        `SELECT id FROM invoices WHERE id > ? AND kind = 'invoice' AND state = 'sent' AND paid_minor = 0
           AND NOT EXISTS (SELECT 1 FROM card_charges c WHERE c.invoice_id = invoices.id) ORDER BY id`,
        [after],
      );
      for (const { id } of made) promise(id, issuedOn, drawn(issuedOn));
    },
  };
}

/** At the desk or by transfer; nothing where it is paid or credited meanwhile. */
async function pay(
  { desk, chance, newUid }: MoneyParts,
  context: ServiceContext,
  id: InvoiceId,
  percent: number,
): Promise<void> {
  const invoice = invoices.getById(desk.db.read, id);
  const due = invoice.state === 'sent' ? dueMinor(invoice) : 0;
  if (due === 0) return;
  const amountMinor = percent === 100 ? due : Math.max(1, Math.round((due * percent) / 10_000) * 100);
  const method = chance.weighted([
    ['transfer', 15],
    ['cash', 3],
    ['card', 2],
  ] as const);
  const input: TakeInput = {
    requestUid: newUid(),
    clientId: invoice.clientId,
    dues: [{ kind: 'invoice', invoiceId: id }],
    dueMinor: due,
    tenders: [
      { kind: 'payment', method, amountMinor: Math.min(amountMinor, due), ...inCash(method, amountMinor) },
    ],
    takesMore: false,
  };
  done(await takeMoney(context, desk.actor, input));
}

/** Cash comes in notes, and the desk gives change. */
const inCash = (method: string, amountMinor: number): { readonly tenderedMinor?: number } =>
  method === 'cash' ? { tenderedMinor: Math.ceil(amountMinor / 1_000) * 1_000 } : {};

const MOST_DAYS_OPEN = 45;
