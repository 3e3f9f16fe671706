import { z } from 'zod';
import {
  isLocalDate,
  isLocalTime,
  isScheduleDay,
  isZone,
  type LocalDate,
  type LocalTime,
  type Zone,
} from '#domain/values/time.ts';
import { isLocale } from '#domain/values/locale.ts';
import { isCurrency, MAX_AMOUNT_MINOR } from '#domain/values/money.ts';
import type {
  BookingId,
  CardId,
  CardLinkId,
  ChargeId,
  ClientId,
  ClosureId,
  CompletionTypeId,
  CorrectionId,
  DecisionId,
  EnrolmentId,
  Id,
  ImportId,
  InvoiceRunId,
  InvoiceRunRowId,
  InvoiceId,
  InvoiceLineId,
  ItemId,
  JobId,
  LocationId,
  LotId,
  MessageId,
  OfferId,
  ParticipantId,
  PaymentId,
  PractitionerId,
  ReceiptId,
  RefundId,
  RoomId,
  SavedViewId,
  SeriesId,
  ServiceId,
  SessionId,
  StaffId,
  TaskId,
  TaxRateId,
  TillId,
  TransferId,
  UndoStepId,
  WageAdjustmentId,
  WagePayoutId,
  WageRateId,
  WaitlistEntryId,
} from '#domain/values/ids.ts';

/** The building blocks of every message: what a field may hold, once. */

const id = <Name extends string>() =>
  z.custom<Id<Name>>((value) => Number.isSafeInteger(value) && (value as number) > 0, 'ID');

export const staffId = id<'staff'>() as z.ZodType<StaffId>;
export const clientId = id<'client'>() as z.ZodType<ClientId>;
export const serviceId = id<'service'>() as z.ZodType<ServiceId>;
export const locationId = id<'location'>() as z.ZodType<LocationId>;
export const roomId = id<'room'>() as z.ZodType<RoomId>;
export const practitionerId = id<'practitioner'>() as z.ZodType<PractitionerId>;
export const sessionId = id<'session'>() as z.ZodType<SessionId>;
export const bookingId = id<'booking'>() as z.ZodType<BookingId>;
export const paymentId = id<'payment'>() as z.ZodType<PaymentId>;
export const lotId = id<'lot'>() as z.ZodType<LotId>;
export const packageId = id<'package'>();
export const jobId = id<'job'>() as z.ZodType<JobId>;
export const itemId = id<'item'>() as z.ZodType<ItemId>;
export const receiptId = id<'receipt'>() as z.ZodType<ReceiptId>;
export const tillId = id<'till'>() as z.ZodType<TillId>;
export const refundId = id<'refund'>() as z.ZodType<RefundId>;
export const messageId = id<'message'>() as z.ZodType<MessageId>;
export const importId = id<'import'>() as z.ZodType<ImportId>;
export const taskId = id<'task'>() as z.ZodType<TaskId>;
export const seriesId = id<'series'>() as z.ZodType<SeriesId>;
export const enrolmentId = id<'enrolment'>() as z.ZodType<EnrolmentId>;
export const waitlistEntryId = id<'waitlist entry'>() as z.ZodType<WaitlistEntryId>;
export const completionTypeId = id<'completion type'>() as z.ZodType<CompletionTypeId>;
export const wageRateId = id<'wage rate'>() as z.ZodType<WageRateId>;
export const wagePayoutId = id<'wage payout'>() as z.ZodType<WagePayoutId>;
export const wageAdjustmentId = id<'wage adjustment'>() as z.ZodType<WageAdjustmentId>;
export const correctionId = id<'correction'>() as z.ZodType<CorrectionId>;
export const transferId = id<'transfer'>() as z.ZodType<TransferId>;
export const closureId = id<'closure'>() as z.ZodType<ClosureId>;
export const decisionId = id<'decision'>() as z.ZodType<DecisionId>;
export const offerId = id<'offer'>() as z.ZodType<OfferId>;
export const participantId = id<'participant'>() as z.ZodType<ParticipantId>;
export const savedViewId = id<'saved view'>() as z.ZodType<SavedViewId>;
export const invoiceRunId = id<'invoice run'>() as z.ZodType<InvoiceRunId>;
export const invoiceRunRowId = id<'invoice run row'>() as z.ZodType<InvoiceRunRowId>;
export const cardId = id<'card'>() as z.ZodType<CardId>;
export const cardLinkId = id<'card link'>() as z.ZodType<CardLinkId>;
export const chargeId = id<'charge'>() as z.ZodType<ChargeId>;
/** Names what a toast's Undo takes back; null where there is nothing to take back. */
export const undoStepId = id<'undo step'>() as z.ZodType<UndoStepId>;

export const invoiceId = id<'invoice'>() as z.ZodType<InvoiceId>;
export const invoiceLineId = id<'invoice line'>() as z.ZodType<InvoiceLineId>;
export const taxRateId = id<'tax rate'>() as z.ZodType<TaxRateId>;

/** Counter for compare-and-swap: a change names the version it was made on. */
export const version = z.int().min(1);

/** A day, 'YYYY-MM-DD'. */
export const localDate = z.custom<LocalDate>(
  (value) => typeof value === 'string' && isLocalDate(value),
  'DATE',
);
/** A day for a session to lie on. */
export const scheduleDay = localDate.refine(isScheduleDay, 'DATE_OUT_OF_RANGE');
/** A time of day, 'HH:MM'. */
export const localTime = z.custom<LocalTime>(
  (value) => typeof value === 'string' && isLocalTime(value),
  'TIME',
);
/** An IANA time zone that this system knows. */
export const zone = z.custom<Zone>(
  (value) => typeof value === 'string' && value.length <= 64 && isZone(value),
  'ZONE',
);
/** Epoch milliseconds, years 1970 to 2200. */
export const instant = z.int().min(0).max(7_258_118_400_000);
/** A BCP 47 language tag that the platform takes, such as 'en-GB'. */
export const locale = z.custom<string>((value) => typeof value === 'string' && isLocale(value), 'LOCALE');
/** An ISO 4217 code. */
export const currency = z.custom<string>(
  (value) => typeof value === 'string' && isCurrency(value),
  'CURRENCY',
);
/** Whole minor units added, or below zero taken off; never nothing. */
export const changeMinor = z
  .int()
  .min(-MAX_AMOUNT_MINOR, 'AMOUNT_TOO_LARGE')
  .max(MAX_AMOUNT_MINOR, 'AMOUNT_TOO_LARGE')
  .refine((value) => value !== 0, 'REQUIRED');
/** Whole minor units, zero or more. */
export const amountMinor = z.int().min(0).max(MAX_AMOUNT_MINOR, 'AMOUNT_TOO_LARGE');

/**
 * Control characters, line and paragraph separators, what turns the direction of text around (a name could read as
 * something else), and halves of characters: nothing of it belongs into a field.
 */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u;
const SEVERAL_LINES = /^(?:[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]|\r|\n|\t)*$/u;
const CAN_BE_SEEN = /[^\p{C}\p{Z}]/u;

/** One line of text without those, trimmed. */
export const line = (max: number) => z.string().trim().max(max).regex(ONE_LINE, 'CONTROL');
/** A line with at least one character that can be seen. */
export const requiredLine = (max: number) => line(max).min(1).regex(CAN_BE_SEEN, 'REQUIRED');
/** Text of several lines. */
export const text = (max: number) => z.string().max(max).regex(SEVERAL_LINES, 'CONTROL');

export const name = requiredLine(120);
/** Empty where there is none. */
export const email = z.union([z.literal(''), z.email().max(254)]);
/** Empty where there is none; as typed, only its digits are searched. */
export const phone = line(40).regex(/^[0-9+()/.\- ]*$/, 'PHONE');
/** 6 to 12 digits. */
export const pin = z.string().regex(/^\d{6,12}$/, 'PIN');

/** A PIN to be checked: whatever was typed, because every wrong one counts as a wrong try. */
export const typedPin = z.string().max(12);
/** Who agrees besides the signed-in person, where the money is much; refused like a sign-in. */
/** A card that can be charged, and whose it is: the client's, or of whoever pays for them. */
export const cardAtDesk = z.object({ brand: z.string(), last4: z.string(), holder: z.string() });

export const secondPerson = z.object({ staffId, pin: typedPin }).optional();

export const role = z.enum(['owner', 'admin', 'staff', 'practitioner']);
export type Role = z.infer<typeof role>;

/** A page of a list: at most `limit` rows after `offset`. */
export const page = {
  limit: z.int().min(1).max(500).default(100),
  offset: z.int().min(0).max(1_000_000).default(0),
};

/** Half-open range of local days [from, to), at most 400 days. */
export const dayRange = { from: localDate, to: localDate };

/** Where a file is: a path on this computer, or a one-time address to download it from. */
export const csvFile = z.object({
  fileName: z.string(),
  path: z.string().nullable(),
  url: z.string().nullable(),
});
