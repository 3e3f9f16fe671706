/**
 * Why a field was refused; the `code` of INVALID_INPUT's issues, each with its sentence in `renderer/messages`.
 * `limit`, where given, is the bound that was crossed.
 */
export const FIELD_ISSUES = [
  'REQUIRED',
  'TOO_SHORT',
  'TOO_LONG',
  'TOO_SMALL',
  'TOO_LARGE',
  'AMOUNT_TOO_LARGE',
  /** By the hour, a session of this length costs more than an amount may be. */
  'SESSION_TOO_DEAR',
  /** All lines of an invoice together are more than one payment may be. */
  'TOTAL_TOO_LARGE',
  /** An invoice would be due before the day it can be issued on. */
  'DUE_BEFORE_INVOICE',
  'TOO_FEW',
  'TOO_MANY',
  'NOT_WHOLE',
  'WRONG_KIND',
  'NOT_A_CHOICE',
  'EMAIL',
  'URL',
  'PHONE',
  'PIN',
  'DATE',
  /** A day outside the years that a schedule may hold. */
  'DATE_OUT_OF_RANGE',
  'IN_THE_PAST',
  'TIME',
  'ZONE',
  'CURRENCY',
  'LOCALE',
  'ID',
  'CONTROL',
  'FORMAT',
  /** The end of a range lies before its start. */
  'RANGE_REVERSED',
  /** A range of more days than may be asked for at once; `limit` in days. */
  'RANGE_TOO_LONG',
  /** Of the number of sessions and the last date exactly one is needed. */
  'COUNT_OR_LAST_DATE',
  /** The days of a series: none at all, more than one may have, or fewer than were asked for; `limit` is the number. */
  'RULE_YIELDS_NONE',
  'RULE_YIELDS_TOO_MANY',
  'RULE_YIELDS_TOO_FEW',
  /** A deadline of a class after its last session, or without late join after its first, has begun. */
  'AFTER_LAST_SESSION',
  'AFTER_FIRST_SESSION',
  /** The time that it has already. */
  'UNCHANGED',
  /** An instant that is over. */
  'TIME_PAST',
  /** A deadline that is over, or not before the session that it is about. */
  'DEADLINE_PAST',
  'DEADLINE_AFTER_START',
  /** Credits cannot move to the client who has them. */
  'SAME_CLIENT',
  /** Not one of the chosen packages would pay longer. */
  'NOTHING_TO_EXTEND',
  'NOTHING_TO_HOLD',
  'NOTHING_TO_RELEASE',
  /** More cash than should be in the till. */
  'MORE_THAN_IN_TILL',
  /** The pieces that were counted do not add up to the sum. */
  'COUNT_DIFFERS',
  /** The same choice twice. */
  'TWICE',
  /** A placeholder such as {{client}} that Callboard does not know. */
  'PLACEHOLDER',
  /** Days of a retry ladder that do not rise. */
  'RETRY_DAYS',
  /** Automatic billing charges invoices that are sent, not drafts. */
  'DRAFTS_NOT_CHARGED',
  /** Not a PNG or JPEG picture. */
  'IMAGE',
  /** Not a web address, or one with its "https://". */
  'WEBSITE',
] as const;

export type FieldIssue = (typeof FIELD_ISSUES)[number];
