import type { ReadDb } from '#db/database.ts';
import * as settings from '#db/repositories/settings.ts';
import * as studio from '#db/repositories/studio.ts';
import { minorDigits } from '#domain/values/money.ts';
import { type LocalTime, localTime } from '#domain/values/time.ts';

/** What Settings hold, each read with its default. Written by the `update-…` use cases, under `SETTING_KEYS`. */
export const SETTING_KEYS = {
  cancellation: 'cancellation',
  sessionControl: 'session_control',
  cutOffs: 'cut_offs',
  lockAfterSeconds: 'lock_after_seconds',
  templates: 'message_templates',
  notifications: 'notifications',
  mail: 'mail',
  paymentProvider: 'payment_provider',
  simulator: 'simulator',
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

export interface MessageTemplate {
  readonly subject: string;
  readonly body: string;
}
export interface MessageTemplates {
  readonly sessionCanceled: MessageTemplate;
  readonly refundFailed: MessageTemplate;
  readonly sessionRestored: MessageTemplate;
  readonly bookingCanceled: MessageTemplate;
  readonly waitlistPromoted: MessageTemplate;
  readonly sessionMoved: MessageTemplate;
  readonly sessionNotice: MessageTemplate;
  readonly decisionWarning: MessageTemplate;
  readonly sessionConfirmed: MessageTemplate;
  readonly seriesChanged: MessageTemplate;
  readonly classEnrolled: MessageTemplate;
  readonly classDropped: MessageTemplate;
  readonly rescheduleOffer: MessageTemplate;
  readonly rescheduleDone: MessageTemplate;
}

/** A text that the studio has not written yet is Callboard's own. */
export const readTemplates = (db: ReadDb): MessageTemplates => ({
  ...DEFAULT_TEMPLATES,
  ...settings.get<Partial<MessageTemplates>>(db, SETTING_KEYS.templates, {}),
});

export interface NotificationSettings {
  readonly tellMoved: boolean;
}

/** Unless changed, who is booked hears of a new time. */
export const readNotificationSettings = (db: ReadDb): NotificationSettings => ({
  tellMoved: true,
  ...settings.get<Partial<NotificationSettings>>(db, SETTING_KEYS.notifications, {}),
});

const DEFAULT_TEMPLATES: MessageTemplates = {
  sessionCanceled: {
    subject: 'Your booking with {{studio}} is cancelled',
    body: `Dear {{client}},

we are sorry: we had to cancel

{{sessions}}

Reason: {{reason}}

{{refunds}}

You do not need to do anything. If you have a question, just reply to this message.

{{studio}}`,
  },
  refundFailed: {
    subject: 'Your refund from {{studio}} did not arrive',
    body: `Dear {{client}},

your bank sent back our refund for

{{sessions}}

Nothing is lost: the money is with us. Please reply to this message, and we will find another way to give it back.

{{refunds}}

{{studio}}`,
  },
  sessionRestored: {
    subject: 'Good news from {{studio}}: your booking stands',
    body: `Dear {{client}},

we told you that this was cancelled. It takes place after all, and your place is kept:

{{sessions}}

If you cannot come, please reply to this message.

{{studio}}`,
  },
  bookingCanceled: {
    subject: 'Your booking with {{studio}} is cancelled',
    body: `Dear {{client}},

your place is cancelled:

{{sessions}}

{{reason}}

{{refunds}}

If you have a question, just reply to this message.

{{studio}}`,
  },
  waitlistPromoted: {
    subject: 'You have a place with {{studio}}',
    body: `Dear {{client}},

a place has become free, and it is yours:

{{sessions}}

If you cannot come, please reply to this message soon, so that somebody else can have it.

{{studio}}`,
  },
  classEnrolled: {
    subject: 'You are enrolled with {{studio}}',
    body: `Dear {{client}},

you have a place in every session:

{{sessions}}

If you have a question, just reply to this message.

{{studio}}`,
  },
  classDropped: {
    subject: 'Your enrolment with {{studio}} has ended',
    body: `Dear {{client}},

your places in these sessions are free again:

{{sessions}}

{{reason}}

{{refunds}}

If you have a question, just reply to this message.

{{studio}}`,
  },
  sessionMoved: {
    subject: 'A new time for your booking with {{studio}}',
    body: `Dear {{client}},

the time of your booking has changed:

{{sessions}}

Your place is kept. If the new time does not suit you, please reply to this message.

{{studio}}`,
  },
  sessionNotice: {
    subject: 'About your booking with {{studio}}',
    body: `Dear {{client}},

this is about

{{sessions}}

{{reason}}

Your booking stands. If you have a question, just reply to this message.

{{studio}}`,
  },
  decisionWarning: {
    subject: 'Your booking with {{studio}} may have to be cancelled',
    body: `Dear {{client}},

we may have to cancel

{{sessions}}

Reason: {{reason}}

We decide by {{deadline}} and tell you at once, either way. Until then your place is kept.

{{studio}}`,
  },
  sessionConfirmed: {
    subject: 'Your booking with {{studio}} takes place',
    body: `Dear {{client}},

we told you that this might be cancelled. It takes place as planned:

{{sessions}}

We look forward to seeing you.

{{studio}}`,
  },
  seriesChanged: {
    subject: 'Your sessions with {{studio}} have moved',
    body: `Dear {{client}},

something about your sessions has changed. From now on they are:

{{sessions}}

Your place is kept. If you cannot come, please reply to this message.

{{studio}}`,
  },
  rescheduleOffer: {
    subject: 'Please choose a new time: {{session}}',
    body: `Dear {{client}},

we would like to move your session

- {{session}}

{{message}}

Please tell us which of these times suits you, by replying to this message or by phone, until {{deadline}}:

{{choices}}

Until then your place is kept. {{fallback}}

{{studio}}`,
  },
  rescheduleDone: {
    subject: 'Your new time: {{session}}',
    body: `Dear {{client}},

thank you for choosing. Your session is moved from {{before}} to

- {{session}}

{{studio}}`,
  },
};

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
}

export const readPaymentProvider = (db: ReadDb): PaymentProvider | null =>
  settings.get<PaymentProvider | null>(db, SETTING_KEYS.paymentProvider, null);

export interface SimulatorSettings {
  readonly delayMs: number;
  readonly failEvery: number;
  readonly pendingEvery: number;
  readonly unknownEvery: number;
  readonly lateFailEvery: number;
}

export const readSimulatorSettings = (db: ReadDb): SimulatorSettings =>
  settings.get(db, SETTING_KEYS.simulator, {
    delayMs: 300,
    failEvery: 0,
    pendingEvery: 0,
    unknownEvery: 0,
    lateFailEvery: 0,
  });
