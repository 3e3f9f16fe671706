import {
  BUILT_IN_TYPES,
  COMPLETION_STATUSES,
  LONGEST_LABEL,
  MODIFIER_TYPES,
} from '#domain/completion/completion-type.ts';
import { z } from 'zod';
import { everyRole, management } from './base.ts';
import {
  amountMinor,
  bookingId,
  completionTypeId,
  line,
  requiredLine,
  sessionId,
  text,
  undoStepId,
  version,
} from './fields.ts';
import { sessionRow } from './session.ts';

/** How a session or booking may end; modifiers are whole per cents (at most 1,000), or minor units for 'fixed'. */
export const completionTypeFields = z.object({
  status: z.enum(COMPLETION_STATUSES),
  label: requiredLine(LONGEST_LABEL),
  description: text(500),
  modifierType: z.enum(MODIFIER_TYPES),
  clientModifier: amountMinor,
  practitionerModifier: amountMinor,
});
/** A completion type as Settings list it. */
export const completionType = completionTypeFields.extend({
  id: completionTypeId,
  version,
  label: z.string(),
  description: z.string(),
  builtIn: z.enum(BUILT_IN_TYPES).nullable(),
  state: z.enum(['shown', 'hidden', 'deleted']),
});
export type CompletionType = z.infer<typeof completionType>;

/** How one session is to be saved. Bookings that are not named end like the session. */
const choice = {
  sessionId,
  typeId: completionTypeId,
  /** Cost of each booking and wage of the session; with the override type, and only with it. */
  override: z.object({ costMinor: amountMinor, wageMinor: amountMinor }).nullable().default(null),
  bookings: z
    .array(z.object({ bookingId, typeId: completionTypeId, costMinor: amountMinor.nullable().default(null) }))
    .max(10_000)
    .default([]),
  reason: line(300).default(''),
};

const namedBooking = z.object({ bookingId, name: z.string(), checkedIn: z.boolean() });
const totals = {
  chargeMinor: z.int(),
  creditsUsed: z.int(),
  creditsReturned: z.int(),
  /** Null for those who do not see wages. */
  wageMinor: z.int().nullable(),
};
/** The session as it was seen. More than 1,000 are refused with TOO_MANY_SELECTED, before anything changes. */
const ticked = z
  .array(z.object({ id: sessionId, version }))
  .min(1)
  .max(50_000);

const saveFailure = z.object({
  sessionId,
  title: z.string(),
  date: z.string(),
  time: z.string(),
  code: z.enum([
    'NOT_FOUND',
    'CHANGED_MEANWHILE',
    'SESSION_NOT_OPEN',
    'NOT_STARTED',
    'CANCELLATION_NEEDED',
    'BOOKING_NOT_CANCELED',
    'UNCLEAR',
  ]),
});
export type SaveFailure = z.infer<typeof saveFailure>;
const manySaved = z.object({
  saved: z.int(),
  failures: z.array(saveFailure),
  undoId: undoStepId.nullable(),
});

/** How sessions end: the types to choose from, saving one session or many, and what was never saved (domain.md 4). */
export const completion = {
  /** Every type that is not deleted, the hidden ones too. */
  types: everyRole.output(z.array(completionType)),
  createType: management.input(completionTypeFields).output(z.object({ id: completionTypeId })),
  updateType: management.input(completionTypeFields.extend({ id: completionTypeId, version })),
  /** Offers it, or no longer; refused with LAST_SHOWN_TYPE when nothing would be left to choose. */
  showType: management.input(z.object({ id: completionTypeId, version, shown: z.boolean() })),
  /** Sessions saved with it keep their copy; refused with LAST_SHOWN_TYPE when nothing would be left to choose. */
  deleteType: management.input(z.object({ id: completionTypeId, version })),

  /** What this person may choose for a session, and who is booked. */
  options: everyRole
    .input(z.object({ sessionId }))
    .output(z.object({ types: z.array(completionType), bookings: z.array(namedBooking) })),
  /** What this person may choose for many sessions: without the override, which is typed for one. */
  optionsForMany: everyRole.output(z.array(completionType)),
  /** What saving would charge and pay; changes nothing. */
  preview: everyRole.input(z.object(choice)).output(
    z.object({
      ...totals,
      bookings: z.array(
        namedBooking.extend({
          label: z.string(),
          chargeMinor: z.int(),
          effect: z.enum(['charged', 'credit_used', 'credit_returned', 'nothing']),
        }),
      ),
      leftMinor: z.int(),
      refusal: z
        .discriminatedUnion('code', [
          z.object({ code: z.enum(['SESSION_NOT_OPEN', 'BOOKING_NOT_CANCELED']) }),
          z.object({ code: z.literal('NOT_STARTED'), startsAt: z.number() }),
          z.object({ code: z.literal('CANCELLATION_NEEDED'), bookings: z.int(), paidMinor: z.int() }),
        ])
        .nullable(),
    }),
  ),
  save: everyRole.input(z.object({ ...choice, version })).output(z.object({ undoId: undoStepId })),

  /** The same for many, with those that would stay as they are; changes nothing. */
  previewMany: everyRole.input(z.object({ sessions: ticked, typeId: completionTypeId })).output(
    z.object({
      ...totals,
      sessions: z.int(),
      bookings: z.int(),
      failures: z.array(saveFailure),
    }),
  ),
  /** What cannot be saved is listed and left as it is; the rest is saved at once, and taken back at once. */
  saveMany: everyRole.input(z.object({ sessions: ticked, typeId: completionTypeId })).output(manySaved),

  /** Past sessions still open, at most the latest 500, with what their check-ins say. */
  endOfDay: everyRole.output(
    z.object({
      sessions: z.array(
        z.object({
          session: sessionRow,
          checkedIn: z.int(),
          missing: z.int(),
          suggestion: z.enum(['clear', 'no_check_in', 'no_bookings']),
          hiddenMinor: z.int(),
        }),
      ),
      clear: z.int(),
      hiddenMinor: z.int(),
      isMore: z.boolean(),
    }),
  ),
  /** The sums of that list, for the badge in the menu. */
  endOfDayCount: everyRole.output(z.object({ sessions: z.int(), hiddenMinor: z.int(), isMore: z.boolean() })),
  /** Saves these as their check-ins say now; those without any stay open and are listed. */
  saveClear: everyRole.input(z.object({ sessions: ticked })).output(manySaved),
};
export type EndOfDay = z.infer<(typeof completion.endOfDay)['~orpc']['outputSchema'] & z.ZodType>;
