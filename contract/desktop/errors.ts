import { SKIP_CODES } from '#domain/waitlist/next-to-promote.ts';
import { PROVIDER_RIGHTS } from '#domain/card/provider-right.ts';
import { z } from 'zod';
import { missing } from './prepayment-missing.ts';

/**
 * Every failure that a screen may be told, with its data; only these cross the wire, and each has its sentence in
 * `renderer/messages` (a test holds the two together).
 */
export const errors = {
  SIGN_IN_REQUIRED: {},
  FORBIDDEN: { data: z.object({ needs: z.array(z.string()) }) },
  INVALID_INPUT: {
    data: z.object({
      issues: z.array(z.object({ path: z.string(), code: z.string(), limit: z.number().optional() })),
    }),
  },
  TOO_LARGE: { data: z.object({ limitBytes: z.number() }) },
  TOO_MANY_REQUESTS: {},
  NOT_FOUND: { data: z.object({ what: z.string() }) },
  CHANGED_MEANWHILE: { data: z.object({ what: z.string() }) },
  ALREADY_SET_UP: {},
  /** A request's id came again with another wish. */
  REQUEST_ANSWERED: {},
  NAME_TAKEN: { data: z.object({ name: z.string() }) },
  IN_USE: { data: z.object({ what: z.string(), by: z.string(), count: z.number() }) },
  WRONG_PIN: { data: z.object({ triesLeft: z.number() }) },
  PIN_LOCKED: { data: z.object({ until: z.number(), byOwner: z.boolean() }) },
  LAST_OWNER: {},
  MONEY_FROZEN: { data: z.object({ violations: z.number() }) },
  ROOM_ELSEWHERE: {},
  OVER_CAPACITY: { data: z.object({ capacity: z.number(), booked: z.number() }) },
  SCHEDULE_CONFLICT: {
    data: z.object({
      conflicts: z.array(
        z.object({
          kind: z.enum(['room', 'practitioner', 'closure']),
          title: z.string(),
          date: z.string(),
          time: z.string(),
        }),
      ),
    }),
  },
  /** Dates of a series that something stands against, and for which nothing was chosen. */
  SERIES_CONFLICTS: { data: z.object({ dates: z.array(z.string()) }) },
  /** A class that people are enrolled in stays one series. */
  CLASS_ENROLLED: {},
  /** After the change a deadline of the class would lie after its last session, or without late join after its first. */
  CLASS_DEADLINES: {},
  SERIES_STATE: { data: z.object({ state: z.string() }) },
  /** The series is no class, or a draft or ended one. */
  CLASS_NOT_OPEN: {},
  /** Its sessions are sold together; one alone needs a reason. */
  CLASS_ONLY: {},
  /** Nothing of the class is still to come that this person has no place in. */
  CLASS_OVER: {},
  CLASS_FULL: {
    data: z.object({
      sessions: z.array(
        z.object({ date: z.string(), time: z.string(), capacity: z.number(), booked: z.number() }),
      ),
    }),
  },
  /** People are enrolled: it cannot stop being a class. */
  CLASS_IN_USE: { data: z.object({ enrolled: z.number() }) },
  /** The enrolment deadline, or without late join the first session, is past: the desk gives a reason. */
  LATE_ENROLMENT: { data: z.object({ because: z.enum(['deadline', 'started']), at: z.number() }) },
  ALREADY_ENROLLED: {},
  ENROLMENT_STATE: { data: z.object({ state: z.string() }) },
  SESSION_NOT_OPEN: { data: z.object({ state: z.string() }) },
  /** It can be completed only once it has started. */
  NOT_STARTED: { data: z.object({ startsAt: z.number() }) },
  /** Paid places are given up; only a cancellation gives the money back. */
  CANCELLATION_NEEDED: { data: z.object({ bookings: z.number(), paidMinor: z.number() }) },
  BOOKING_NOT_CANCELED: { data: z.object({ bookingId: z.number() }) },
  TOO_MANY_SELECTED: { data: z.object({ limit: z.number(), count: z.number() }) },
  LAST_SHOWN_TYPE: {},
  /** Only owners and admins may after this instant; what they do then is recorded as an override (seed 004). */
  CUT_OFF_PASSED: { data: z.object({ what: z.enum(['cancel', 'reschedule']), cutOffAt: z.number() }) },
  /** The session waits for its client's choice already. */
  OFFER_OPEN: {},
  /** Answered, withdrawn or over: by somebody else, or by what became of its session. */
  OFFER_CLOSED: { data: z.object({ state: z.enum(['chosen', 'expired', 'withdrawn', 'overdue']) }) },
  /** Only one client can choose for a session. */
  ONE_CLIENT_NEEDED: { data: z.object({ clients: z.number() }) },
  NO_MEETING_LINK: {},
  ALREADY_BOOKED: {},
  ALREADY_WAITING: {},
  /** Nobody needs to wait for this session. */
  SESSION_NOT_FULL: { data: z.object({ free: z.number() }) },
  NO_FREE_PLACE: { data: z.object({ capacity: z.number(), booked: z.number() }) },
  /** Why somebody who waits cannot have the place. */
  NOT_PROMOTED: { data: z.object({ reason: z.enum(SKIP_CODES) }) },
  /** Both records hold the same place: `count` of them. */
  MERGE_CONFLICTS: { data: z.object({ count: z.number() }) },
  /** A job or a refund is at work on one of the two. */
  MERGE_BUSY: {},
  MERGE_SAME: {},
  /** Too late, done by somebody else, or what came after stands in its way. */
  UNDO_NOT_POSSIBLE: {
    data: z.object({ reason: z.enum(['too_late', 'done', 'not_yours', 'changed', 'told']) }),
  },
  /** The client has not paid in advance as Session control asks; with `mayGoOn` it is a warning (`withoutPrepayment`). */
  PREPAYMENT_NEEDED: { data: missing.extend({ mayGoOn: z.boolean() }) },
  FUNDING_MISMATCH: { data: z.object({ priceMinor: z.number(), fundedMinor: z.number() }) },
  NO_CREDIT_LEFT: { data: z.object({ lot: z.string() }) },
  LOT_NOT_ELIGIBLE: { data: z.object({ lot: z.string() }) },
  NOTHING_TAKEN: {},
  AMOUNT_TOO_LARGE: { data: z.object({ limitMinor: z.number() }) },
  CASH_TOO_LITTLE: { data: z.object({ tenderedMinor: z.number(), amountMinor: z.number() }) },
  MORE_THAN_DUE: { data: z.object({ dueMinor: z.number(), takenMinor: z.number() }) },
  /** Something of it is paid, saved or canceled meanwhile. */
  NOTHING_DUE: {},
  /** Somebody was charged, paid or canceled meanwhile: another sum is due than was shown. */
  DUE_CHANGED: { data: z.object({ dueMinor: z.number() }) },
  /** The same of what is owed on the account. */
  OWED_CHANGED: { data: z.object({ owedMinor: z.number() }) },
  NOT_VOIDABLE: { data: z.object({ reason: z.enum(['role', 'day', 'card', 'refunded', 'voided']) }) },
  REFUND_BEYOND_BALANCE: { data: z.object({ beyondMinor: z.number() }) },
  REFUND_ABOVE_LEFT: { data: z.object({ leftMinor: z.number(), amountMinor: z.number() }) },
  /** A card is refunded to the card, other money in cash. */
  REFUND_WAY: { data: z.object({ method: z.string() }) },
  /** It failed, or was taken back. */
  REFUND_NOT_MADE: {},
  /** The client has no e-mail address. */
  NO_EMAIL: {},
  TILL_OPEN: {},
  TILL_CLOSED: {},
  TILL_CHANGED: { data: z.object({ expectedMinor: z.number() }) },
  NOT_ENOUGH_CREDIT: { data: z.object({ creditMinor: z.number() }) },
  /** A lot whose last day is over. */
  LOT_OVER: { data: z.object({ lot: z.string(), expiredOn: z.string() }) },
  /** A lot that is held on these days; `heldTo` null: until it is released. */
  LOT_HELD: { data: z.object({ lot: z.string(), heldFrom: z.string(), heldTo: z.string().nullable() }) },
  /** Sessions of it were used, moved or have expired: the sale stands. */
  LOT_TOUCHED: { data: z.object({ lot: z.string() }) },
  TOO_FEW_CREDITS: { data: z.object({ left: z.number() }) },
  CARD_REFERENCE_NEEDED: {},
  CARD_PAYMENT_UNKNOWN: { data: z.object({ reference: z.string() }) },
  PROVIDER_UNAVAILABLE: {},
  KEY_REFUSED: {
    data: z.object({
      reason: z.enum(['format', 'not_accepted', 'no_key_store', 'test_runtime', 'lacks_rights']),
      missing: z.array(z.enum(PROVIDER_RIGHTS)).optional(),
    }),
  },
  /** The client has no card on file with the processor in use. */
  NO_CARD_ON_FILE: {},
  /** The key lacks rights that taking cards needs. */
  CARDS_NOT_ALLOWED: { data: z.object({ missing: z.array(z.enum(PROVIDER_RIGHTS)) }) },
  /** The page was used, closed or is over. */
  CARD_LINK_STATE: { data: z.object({ state: z.string() }) },
  /** What is asked for does not go with a draft, an issued or a void one. */
  INVOICE_STATE: { data: z.object({ state: z.enum(['draft', 'sent', 'void']) }) },
  INVOICE_PAID: { data: z.object({ paidMinor: z.number().optional() }) },
  INVOICE_EMPTY: {},
  /** In package mode what is to come is paid for already. */
  SCHEDULED_NOT_INVOICED: {},
  /** A session that is billed before it is saved is not credited by hand. */
  LINE_STILL_OPEN: {},
  PAYMENT_NOT_FREE: { data: z.object({ freeMinor: z.number() }) },
  PAYMENT_OF_ANOTHER: {},
  NOTHING_SELECTED: {},
  ALREADY_IN_PROCESS: {
    data: z.object({
      sessions: z.array(
        z.object({ sessionId: z.number(), jobId: z.number(), startedBy: z.string(), startedAt: z.number() }),
      ),
    }),
  },
  /** Sessions that were to be cancelled because of a closure, and do not lie inside it. */
  OUTSIDE_CLOSURE: { data: z.object({ sessions: z.number() }) },
  PLAN_CHANGED: { data: z.object({ refundTotalMinor: z.number() }) },
  TYPED_TOTAL_WRONG: { data: z.object({ wantedMinor: z.number() }) },
  SECOND_PERSON_NEEDED: { data: z.object({ aboveMinor: z.number() }) },
  REFUND_LIMIT: { data: z.object({ limitMinor: z.number() }) },
  /** Nothing is due, or more was taken back than is due. */
  NOTHING_TO_PAY: { data: z.object({ amountMinor: z.number() }) },
  /** Wages were saved, taken back, adjusted or paid since the payout was looked at; now it would be this much. */
  PAYOUT_CHANGED: { data: z.object({ amountMinor: z.number() }) },
  PAYOUT_UNDONE: {},
  /** A later payout has taken off what this one paid; that one is undone first. */
  PAYOUT_RECOVERED: { data: z.object({ payoutId: z.number() }) },
  /** There is an opposite entry already, or this is one. */
  ALREADY_REVERSED: {},
  PAYER_REFUSED: { data: z.object({ reason: z.enum(['self', 'is_member', 'has_members']) }) },
  /** The merged record would pay for others and be paid for. */
  MERGE_FAMILIES: {},
  /** The two are not paid for by the same client. */
  NOT_ONE_FAMILY: {},
  /** More than the client has with the studio. */
  TRANSFER_LIMIT: { data: z.object({ transferableMinor: z.number() }) },
  /** Somebody has cancelled or confirmed them already. */
  DECISION_MADE: { data: z.object({ state: z.string() }) },
  /** The bookings were canceled at once: such a job can be neither stopped nor undone. */
  JOB_OF_BOOKINGS: {},
  JOB_STATE: { data: z.object({ state: z.string() }) },
  TASK_DONE: {},
  RESOLUTION_NOT_POSSIBLE: { data: z.object({ reason: z.string() }) },
  MAIL_NOT_CONFIGURED: {},
  MAIL_REFUSED: { data: z.object({ detail: z.string() }) },
  /** `row` or `limit` where the reason has one. */
  FILE_NOT_READABLE: {
    data: z.object({ reason: z.string(), row: z.number().optional(), limit: z.number().optional() }),
  },
  IMPORT_RUNNING: {},
  IMPORT_TOUCHED: { data: z.object({ rows: z.number() }) },
  /** Others wait for theirs already, or it could not be drawn. */
  PDF_NOT_MADE: { data: z.object({ reason: z.enum(['busy', 'failed']) }) },
  SAVE_FAILED: { data: z.object({ reason: z.string() }) },
  BACKUP_BAD: { data: z.object({ reason: z.string() }) },
  /** Another program holds the file, or the disk is full or read-only. Nothing was changed. */
  STORAGE_UNAVAILABLE: { data: z.object({ reason: z.enum(['busy', 'full', 'read_only', 'failing']) }) },
  UNEXPECTED: { data: z.object({ reference: z.string() }) },
} as const;

export type ErrorCode = keyof typeof errors;
