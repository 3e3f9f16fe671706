/** What a message to a client is about. */
export const MESSAGE_KINDS = [
  'session_canceled',
  'refund_failed',
  'session_restored',
  'session_notice',
  'session_confirmed',
  'session_moved',
  'series_changed',
  'reschedule_offer',
  'reschedule_done',
  'waitlist_promoted',
  'class_enrolled',
  'class_dropped',
  'receipt',
  'refund_receipt',
  'invoice',
  'invoice_reminder',
  'credit_note',
  'payment_link',
  'card_setup',
  'statement',
  'package_expiring',
  'package_expired',
  'card_declined',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Nothing leaves for so long, in ms, so that a mistake can be taken back before anyone hears of it (decision 008). */
export const QUIET_MS = 60_000;
