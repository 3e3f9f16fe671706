import * as completionTypes from '#db/repositories/completion-type.ts';
import type { PolicyId } from '#domain/values/ids.ts';
import { localTime } from '#domain/values/time.ts';
import { getAutoSetting, saveAutoSetting } from '#main/services/auto-invoice/auto-setting.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { freezePolicy } from '#main/services/prepayment/client-policy.ts';
import { updatePolicy, updatePrepaymentRule } from '#main/services/prepayment/update-session-control.ts';
import { updateInvoiceSettings } from '#main/services/settings/update-invoice-settings.ts';
import { updateBusinessDetails, updateSessionControl } from '#main/services/settings/update-settings.ts';
import { type DemoDesk, done } from '../desk.ts';
import { clock, type MoneyParts } from './money-parts.ts';

/**
 * What stands on its papers, and what canceling costs a client. Nothing is asked before a place is given, so that a first look books
 * freely; the least balance is filled in for whoever switches it on. Answers the policy that all bookings are made under.
 */
export function setTerms({ at, actor, db }: DemoDesk, now: number): PolicyId {
  const context = at(now);
  done(updateBusinessDetails(context, actor, BUSINESS));
  done(updateInvoiceSettings(context, actor, INVOICES));
  done(updateSessionControl(context, actor, { clientBooking: true, clientCancellations: true }));
  done(updatePrepaymentRule(context, actor, { mode: 'open', thresholdMinor: 2_500 }));
  const missed = completionTypes.getBuiltIn(db.read, 'missed');
  const late = completionTypes.list(db.read).find(({ label }) => label === 'Late notice') ?? missed;
  const levels = [
    { hoursBefore: 4, typeId: missed.id },
    { hoursBefore: 24, typeId: late.id },
  ];
  done(updatePolicy(context, actor, { levels }));
  return db.write((tx) => freezePolicy(tx, now));
}

/** Every second Monday what was saved is invoiced; since the last run cards are charged too. */
export function invoiceAutomatically({ desk, diary, calendar, since, lastRun }: MoneyParts): void {
  const save = (autoBilling: boolean) => (context: ServiceContext) => {
    const { version } = getAutoSetting(context);
    done(saveAutoSetting(context, desk.actor, { ...terms, autoBilling, version }));
  };
  const terms = {
    enabled: true,
    interval: 'biweekly',
    billed: 'completed',
    runTime: localTime('06:00'),
    anchorDay: calendar.dateOf(lastRun),
    sinceDay: calendar.dateOf(since),
    dueDays: 14,
    send: true,
    includeEarlier: true,
    retryDays: [3, 7, 14],
  } as const;
  diary.on(since, clock(5), save(false));
  diary.on(lastRun - 1, clock(16), save(true));
}

const INVOICES = { dueDays: 7, invoicePrefix: 'INV-', creditNotePrefix: 'CN-', reminderDays: [3, 14] };

const BUSINESS = {
  address: 'Demo Studio GmbH\n12 Example Street\n10115 Berlin',
  email: 'office@example.com',
  phone: '+44 7700 900000',
  website: 'demo-studio.example',
  taxNumber: 'DE 000 000 000',
  paymentInstructions:
    'By transfer to Demo Studio, IBAN DE00 1234 5678 9012 3456 78.\nPlease name the invoice number.',
  footer: 'Demo Studio: an invented studio. No real money, no real people.',
  logo: null,
};
