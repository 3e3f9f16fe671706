import type { ReadDb } from '#db/database.ts';
import * as settings from '#db/repositories/settings.ts';
import * as studio from '#db/repositories/studio.ts';
import type { ProviderRight } from '#domain/card/provider-right.ts';
import type { SimulatedCard } from '#domain/card/simulated-card.ts';
import type { SimulatedDisputeEnd } from '#domain/card/simulated-dispute.ts';
import { minorDigits } from '#domain/values/money.ts';
import { type LocalTime, localTime } from '#domain/values/time.ts';

/** What Settings hold, each read with its default. Written by the `update-…` use cases, under `SETTING_KEYS`. */
export const SETTING_KEYS = {
  cancellation: 'cancellation',
  sessionControl: 'session_control',
  cutOffs: 'cut_offs',
  prepayment: 'prepayment',
  clientPolicy: 'client_policy',
  lockAfterSeconds: 'lock_after_seconds',
  templates: 'message_templates',
  notifications: 'notifications',
  mail: 'mail',
  paymentProvider: 'payment_provider',
  simulator: 'simulator',
  packages: 'packages',
  cardPages: 'card_pages',
  businessDetails: 'business_details',
  invoices: 'invoices',
  agreedRuns: 'auto_invoice_agreed_runs',
} as const;

export interface CancellationSettings {
  readonly nonCardRefund: 'account_credit' | 'cash_due';
  readonly typedTotalAboveMinor: number | null;
  readonly secondPersonAboveMinor: number | null;
  readonly staffRefundLimitMinor: number;
  readonly lotExpirySoonDays: number;
  readonly lotExtensionDays: number;
}

/** Unless changed: account credit, the total typed above 100.00, nobody second, nothing for staff, 14 and 30 days. */
export function readCancellationSettings(db: ReadDb): CancellationSettings {
  const currency = studio.find(db)?.currency ?? 'EUR';
  return settings.get<CancellationSettings>(db, SETTING_KEYS.cancellation, {
    nonCardRefund: 'account_credit',
    typedTotalAboveMinor: 100 * 10 ** minorDigits(currency),
    secondPersonAboveMinor: null,
    staffRefundLimitMinor: 0,
    lotExpirySoonDays: 14,
    lotExtensionDays: 30,
  });
}

export interface SessionControl {
  readonly clientBooking: boolean;
  readonly clientCancellations: boolean;
}

/** What clients may do alone. Unless changed: nothing. */
export const readSessionControl = (db: ReadDb): SessionControl =>
  settings.get<SessionControl>(db, SETTING_KEYS.sessionControl, {
    clientBooking: false,
    clientCancellations: false,
  });

/** Until when a session may be changed without an override, and when the studio works (seed 004). Hours 0 = no cut-off. */
export interface CutOffs {
  readonly cancelCutOffHours: number;
  readonly rescheduleCutOffHours: number;
  /** Between these hours of the day a client may choose a new time. */
  readonly offerOpens: LocalTime;
  readonly offerCloses: LocalTime;
}

export const readCutOffs = (db: ReadDb): CutOffs => ({
  cancelCutOffHours: 0,
  rescheduleCutOffHours: 0,
  offerOpens: localTime('09:00'),
  offerCloses: localTime('18:00'),
  ...settings.get<Partial<CutOffs>>(db, SETTING_KEYS.cutOffs, {}),
});

/** Seconds without a touch until the window locks. */
export const readLockAfterSeconds = (db: ReadDb): number =>
  settings.get(db, SETTING_KEYS.lockAfterSeconds, 120);

export interface NotificationSettings {
  readonly tellMoved: boolean;
}

/** Unless changed, who is booked hears of a new time. */
export const readNotificationSettings = (db: ReadDb): NotificationSettings => ({
  tellMoved: true,
  ...settings.get<Partial<NotificationSettings>>(db, SETTING_KEYS.notifications, {}),
});

/** What clients hear of the end of their packages. */
export interface PackageSettings {
  /** So many days before the last day; null: not at all. */
  readonly tellDaysBefore: number | null;
  readonly tellExpired: boolean;
}

/** Unless changed: two weeks before, and when credits have expired. */
export const readPackageSettings = (db: ReadDb): PackageSettings => ({
  tellDaysBefore: 14,
  tellExpired: true,
  ...settings.get<Partial<PackageSettings>>(db, SETTING_KEYS.packages, {}),
});

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly fromName: string;
  readonly fromAddress: string;
}

export const readMailSettings = (db: ReadDb): MailSettings =>
  settings.get(db, SETTING_KEYS.mail, {
    host: '',
    port: 587,
    secure: false,
    user: '',
    fromName: '',
    fromAddress: '',
  });

export const isMailConfigured = ({ host, fromAddress }: MailSettings): boolean =>
  host !== '' && fromAddress !== '';

/** What was learned when the key was checked; the key itself is in the key store. Null: the simulator. */
export interface PaymentProvider {
  readonly livemode: boolean;
  readonly account: string;
  /** Rights that the key lacks to take cards; left out by older checks. */
  readonly missing?: readonly ProviderRight[];
}

export const readPaymentProvider = (db: ReadDb): PaymentProvider | null =>
  settings.get<PaymentProvider | null>(db, SETTING_KEYS.paymentProvider, null);

/** Who takes cards now: money and cards of the other one are not there for it. */
export const providerInUse = (db: ReadDb): 'stripe' | 'simulator' =>
  readPaymentProvider(db) ? 'stripe' : 'simulator';

export interface SimulatorSettings {
  readonly delayMs: number;
  readonly failEvery: number;
  readonly pendingEvery: number;
  readonly unknownEvery: number;
  readonly lateFailEvery: number;
  readonly declineEvery: number;
  readonly disputeEvery: number;
  readonly workingCards: SimulatedCard;
  readonly disputeEnd: SimulatedDisputeEnd;
}

export const readSimulatorSettings = (db: ReadDb): SimulatorSettings => ({
  delayMs: 300,
  failEvery: 0,
  pendingEvery: 0,
  unknownEvery: 0,
  lateFailEvery: 0,
  declineEvery: 0,
  disputeEvery: 0,
  workingCards: 'works',
  disputeEnd: 'open',
  ...settings.get<Partial<SimulatorSettings>>(db, SETTING_KEYS.simulator, {}),
});

/** Where clients come out of the processor's pages: a page of the studio's own, if it has one. */
export interface CardPages {
  readonly returnUrl: string;
}

/** Unless set, the studio's own web address; without one, the processor's front page, since a page has to lead somewhere. */
export function readCardPages(db: ReadDb): CardPages {
  const { website = '' } = settings.get<{ readonly website?: string }>(db, SETTING_KEYS.businessDetails, {});
  const returnUrl = website === '' ? 'https://stripe.com/' : `https://${website}`;
  return settings.get<CardPages>(db, SETTING_KEYS.cardPages, { returnUrl });
}
