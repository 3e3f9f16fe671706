import type { InvoiceId } from '#domain/values/ids.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import { runReminders } from '#main/services/invoice/send-invoice.ts';
import { runExpiries } from '#main/services/package/run-expiries.ts';
import { clock, type MoneyParts } from './money-parts.ts';
import type { InvoicePayers } from './pay-invoices.ts';

/** What the engine does by itself each day: packages that end, runs of automatic invoicing, reminders, and what waits for the processor. */
export function wakeDaily(parts: MoneyParts, payers: InvoicePayers): void {
  const { office, diary, calendar, since, yesterday } = parts;
  for (let day = calendar.first; day <= yesterday; day += 1) {
    diary.on(day, clock(6), (context) => runExpiries(context));
    if (day < since) continue;
    diary.on(day, clock(6, 1), async (context, today) => {
      const before = lastInvoice(parts);
      const runs = startDueRuns(context);
      runReminders(context);
      await office.work(context.now());
      if (runs > 0) payers.promiseAll(before, today);
    });
    diary.on(day, clock(19), (context) => office.work(context.now()));
  }
}

const lastInvoice = ({ desk: { db } }: MoneyParts): InvoiceId =>
  (db.read.get<{ id: number | null }>('SELECT MAX(id) AS id FROM invoices')?.id ?? 0) as InvoiceId;
