import { SIMULATED_CARDS } from '#domain/card/simulated-card.ts';
import { SIMULATED_DISPUTE_ENDS } from '#domain/card/simulated-dispute.ts';
import { PROVIDER_RIGHTS } from '#domain/card/provider-right.ts';
import { z } from 'zod';
import { desk, everyRole, management, ownerOnly } from './base.ts';
import { amountMinor, email, line, localTime, locale, name, phone, text, zone } from './fields.ts';

/** What every screen needs to know of the studio. */
export const studioView = z.object({
  name: z.string(),
  currency: z.string(),
  zone: z.string(),
  locale: z.string(),
  weekStartsOn: z.int(),
  isDemo: z.boolean(),
  gateway: z.enum(['stripe', 'simulator']),
  gatewayLive: z.boolean(),
  mailConfigured: z.boolean(),
  lockAfterSeconds: z.int(),
  moneyFrozen: z.boolean(),
});
export type StudioView = z.infer<typeof studioView>;

/** What a cancellation gives back, and what is asked before much money moves. */
export const cancellationSettings = z.object({
  /** What a studio cancellation does with cash, cheque, transfer and other payments (domain.md 5). */
  nonCardRefund: z.enum(['account_credit', 'cash_due']),
  /** Above this refund total the operator types it; null = never. */
  typedTotalAboveMinor: amountMinor.nullable(),
  /** Above this refund total of one person on a studio day another owner or admin confirms with their PIN; null = never (decision 011). */
  secondPersonAboveMinor: amountMinor.nullable(),
  /** The refund total that one person of the role `staff` may set going on a studio day; 0 = none (decision 011). */
  staffRefundLimitMinor: amountMinor,
  /** A returned credit whose lot has expired or expires within so many days … */
  lotExpirySoonDays: z.int().min(0).max(365),
  /** … lives until so many days after the cancellation. */
  lotExtensionDays: z.int().min(0).max(365),
});
export type CancellationSettings = z.infer<typeof cancellationSettings>;

/** What clients may do alone, for the whole studio; each client needs the permission too (seed 001). */
export const sessionControl = z.object({ clientBooking: z.boolean(), clientCancellations: z.boolean() });
export type SessionControl = z.infer<typeof sessionControl>;

/** Hours before the start from which only owners and admins cancel or reschedule; 0 = no cut-off. */
const cutOffHours = z.int().min(0).max(8760);
/** Until when a session may be cancelled or moved. */
export const cutOffs = z.object({
  cancelCutOffHours: cutOffHours,
  rescheduleCutOffHours: cutOffHours,
  /** Between these hours of the day a client may choose a new time. */
  offerOpens: localTime,
  offerCloses: localTime,
});
export type CutOffs = z.infer<typeof cutOffs>;

/** Placeholders stand in double braces; an unknown one is refused with PLACEHOLDER. */
export const messageTemplate = z.object({ subject: line(200).min(1), body: text(5000).min(1) });

/** What clients read, one text per occasion. */
export const messageTemplates = z.object({
  sessionCanceled: messageTemplate,
  refundFailed: messageTemplate,
  sessionRestored: messageTemplate,
  bookingCanceled: messageTemplate,
  waitlistPromoted: messageTemplate,
  sessionMoved: messageTemplate,
  sessionNotice: messageTemplate,
  decisionWarning: messageTemplate,
  sessionConfirmed: messageTemplate,
  seriesChanged: messageTemplate,
  classEnrolled: messageTemplate,
  classDropped: messageTemplate,
  rescheduleOffer: messageTemplate,
  rescheduleDone: messageTemplate,
  invoiceSent: messageTemplate,
  invoicePaid: messageTemplate,
  invoiceReminder: messageTemplate,
  creditNoteSent: messageTemplate,
  packageExpiring: messageTemplate,
  packageExpired: messageTemplate,
  cardDeclined: messageTemplate,
  cardSetup: messageTemplate,
  paymentLink: messageTemplate,
});

/** Whether the box that tells clients is ticked when the desk opens a dialog; the desk decides each time. */
export const notificationSettings = z.object({ tellMoved: z.boolean() });

/** The mail server; an empty host: none. */
export const mailSettings = z.object({
  host: line(253),
  port: z.int().min(1).max(65535),
  secure: z.boolean(),
  user: line(254),
  fromName: line(120),
  fromAddress: email,
});

/** How the simulator behaves; 0 = never. `delayMs` per call. */
export const simulatorSettings = z.object({
  delayMs: z.int().min(0).max(60_000),
  failEvery: z.int().min(0).max(10_000),
  pendingEvery: z.int().min(0).max(10_000),
  unknownEvery: z.int().min(0).max(10_000),
  lateFailEvery: z.int().min(0).max(10_000),
  /** Charges of a card on file. */
  declineEvery: z.int().min(0).max(10_000).default(0),
  disputeEvery: z.int().min(0).max(10_000).default(0),
  /** What cards that work do from now on. */
  workingCards: z.enum(SIMULATED_CARDS).default('works'),
  disputeEnd: z.enum(SIMULATED_DISPUTE_ENDS).default('open'),
});

/** Where clients come out of the processor's pages: an https address of the studio's own. */
export const cardPages = z.object({ returnUrl: z.url({ protocol: /^https$/ }).max(500) });

/** A picture in the letter head: at most some 300 KB of PNG or JPEG. */
const logo = z
  .string()
  .max(400_000)
  .regex(/^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+=*$/, 'IMAGE')
  .nullable();

/** What stands on invoices, receipts and statements besides the studio's name. */
export const businessDetails = z.object({
  address: text(500),
  email,
  phone,
  /** Without "https://"; left out: none. Clients come there out of the card processor's pages. */
  website: line(200)
    .regex(/^$|^[^\s/:]+\.[^\s/:]+(?:\/\S*)?$/, 'WEBSITE')
    .default(''),
  taxNumber: line(60),
  paymentInstructions: text(1000),
  footer: line(200),
  logo,
});

/** The studio and its settings. */
export const studio = {
  get: everyRole.output(studioView),
  update: management.input(
    z.object({
      name,
      zone,
      locale,
      weekStartsOn: z.int().min(1).max(7),
      lockAfterSeconds: z.int().min(30).max(3600),
    }),
  ),
  businessDetails: desk.output(businessDetails),
  updateBusinessDetails: management.input(businessDetails),
  cancellationSettings: everyRole.output(cancellationSettings),
  updateCancellationSettings: management.input(cancellationSettings),
  cutOffs: everyRole.output(cutOffs),
  updateCutOffs: management.input(cutOffs),
  sessionControl: everyRole.output(sessionControl),
  updateSessionControl: management.input(sessionControl),
  templates: everyRole.output(messageTemplates),
  updateTemplates: management.input(messageTemplates),
  notificationSettings: everyRole.output(notificationSettings),
  updateNotificationSettings: management.input(notificationSettings),
  mailSettings: management.output(mailSettings.extend({ hasPassword: z.boolean() })),
  /** `password` null keeps the stored one. Goes to the system key store; never comes back. */
  updateMailSettings: management.input(mailSettings.extend({ password: z.string().max(500).nullable() })),
  /** By the stored mail server; refused with MAIL_NOT_CONFIGURED or MAIL_REFUSED. */
  sendTestMail: management.input(z.object({ to: z.email().max(254) })),
  /** Which gateway refunds cards; never the key. */
  payments: management.output(
    z.object({
      gateway: z.enum(['stripe', 'simulator']),
      hasKey: z.boolean(),
      livemode: z.boolean().nullable(),
      account: z.string().nullable(),
      /** Rights that the key lacks to take cards. */
      missing: z.array(z.enum(PROVIDER_RIGHTS)),
      cardPages,
      simulator: simulatorSettings,
    }),
  ),
  /** Checks the key with the provider, then stores it in the system key store. null removes it (simulator again). */
  setStripeKey: ownerOnly.input(z.object({ key: z.string().max(300).nullable() })),
  updateSimulator: management.input(simulatorSettings),
  updateCardPages: management.input(cardPages),
};
