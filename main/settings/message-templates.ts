import type { ReadDb } from '#db/database.ts';
import * as settings from '#db/repositories/settings.ts';
import { CARD_TEMPLATES } from './card-templates.ts';
import { SETTING_KEYS } from './studio-settings.ts';

/** `{{client}}`, `{{sessions}}` and the like stand for what the message is about. */
export interface MessageTemplate {
  readonly subject: string;
  readonly body: string;
}

/** What clients are written, one text per occasion. */
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
  readonly invoiceSent: MessageTemplate;
  readonly invoicePaid: MessageTemplate;
  readonly invoiceReminder: MessageTemplate;
  readonly creditNoteSent: MessageTemplate;
  readonly packageExpiring: MessageTemplate;
  readonly packageExpired: MessageTemplate;
  readonly cardDeclined: MessageTemplate;
  readonly cardSetup: MessageTemplate;
  readonly paymentLink: MessageTemplate;
}

/** A text that the studio has not written yet is Callboard's own. */
export const readTemplates = (db: ReadDb): MessageTemplates => ({
  ...DEFAULT_TEMPLATES,
  ...settings.get<Partial<MessageTemplates>>(db, SETTING_KEYS.templates, {}),
});

const DEFAULT_TEMPLATES: MessageTemplates = {
  ...CARD_TEMPLATES,
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
  cardDeclined: {
    subject: 'Your card was declined: {{invoice}} of {{studio}}',
    body: `Dear {{client}},

we tried to charge {{amount}} for our invoice {{invoice}} to your card, and your bank declined it. Nothing was taken.

{{next}}

{{studio}}`,
  },
  rescheduleDone: {
    subject: 'Your new time: {{session}}',
    body: `Dear {{client}},

thank you for choosing. Your session is moved from {{before}} to

- {{session}}

{{studio}}`,
  },
  invoiceSent: {
    subject: 'Invoice {{number}} from {{studio}}',
    body: `Dear {{client}},

attached is invoice {{number}}. Please pay {{amount}} by {{due}}.

{{link}}

Thank you!

{{studio}}`,
  },
  invoicePaid: {
    subject: 'Invoice {{number}} from {{studio}}: nothing to pay',
    body: `Dear {{client}},

attached is invoice {{number}} for your records. It is settled; you do not need to pay anything.

Thank you!

{{studio}}`,
  },
  invoiceReminder: {
    subject: 'Reminder: invoice {{number}} from {{studio}}',
    body: `Dear {{client}},

invoice {{number}} was due on {{due}}, and {{amount}} is still open. Perhaps it slipped your mind: the invoice is attached once more.

{{link}}

If you have paid meanwhile, please take no notice of this message.

{{studio}}`,
  },
  creditNoteSent: {
    subject: 'Credit note {{number}} from {{studio}}',
    body: `Dear {{client}},

attached is credit note {{number}} over {{amount}}.

{{studio}}`,
  },
  packageExpiring: {
    subject: 'Your package with {{studio}} ends soon',
    body: `Dear {{client}},

of your package "{{package}}" there is still left: {{credits}}.

It can be used up to and including {{date}}. Book a session by then, or reply to this message if you cannot.

{{studio}}`,
  },
  packageExpired: {
    subject: 'Your package with {{studio}} has ended',
    body: `Dear {{client}},

your package "{{package}}" ended on {{date}}. Not used, and no longer valid: {{credits}}.

If you have a question, just reply to this message.

{{studio}}`,
  },
};
