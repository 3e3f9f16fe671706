import { REFUND_ACTIONS } from '#domain/cancellation/plan.ts';
import { z } from 'zod';
import { desk, everyRole } from './base.ts';
import { moneyChoice } from './booking-cancellation.ts';
import { withoutPrepayment } from './prepayment-missing.ts';
import { classTerms } from './class-terms.ts';
import {
  amountMinor,
  clientId,
  enrolmentId,
  instant,
  line,
  localDate,
  localTime,
  page,
  secondPerson,
  seriesId,
  serviceId,
  sessionId,
  undoStepId,
  version,
  zone,
  chargeId,
} from './fields.ts';
import { fundingChoices, fundingInputs } from './booking.ts';
import { sessionState } from './session.ts';

/** `full`: a session still to come has no free place; `closed`: after the enrolment deadline; `over`: nothing is still to come. */
export const classState = z.enum(['draft', 'enrolling', 'full', 'closed', 'over']);

const totals = z.object({
  sessions: z.int(),
  costMinor: z.int(),
  /** Null for roles that may not see wages. */
  wageMinor: z.int().nullable(),
  /** The wage is paid for each attendee; it is counted for one. */
  isWagePerAttendee: z.boolean(),
});

/** A class in the list. */
export const classRow = z.object({
  seriesId,
  title: z.string(),
  color: z.int(),
  serviceId,
  practitionerName: z.string(),
  state: classState,
  sessions: z.int(),
  firstDate: localDate,
  lastDate: localDate.nullable(),
  enrolled: z.int(),
  capacity: z.int(),
  enrolUntilAt: instant,
  dropUntilAt: instant,
  totals,
});
export type ClassRow = z.infer<typeof classRow>;

/** Somebody who is enrolled, or has dropped. */
export const enrolmentRow = z.object({
  id: enrolmentId,
  clientId,
  clientName: z.string(),
  participant: z.string(),
  state: z.enum(['enrolled', 'dropped']),
  /** Null for roles that may not see clients' money. */
  priceMinor: z.int().nullable(),
  enrolledAt: instant,
  lateReason: z.string(),
  droppedAt: instant.nullable(),
  dropReason: z.string(),
  /** Places it holds now, and how many of them are still to come. */
  places: z.int(),
  placesToCome: z.int(),
  version,
});
export type EnrolmentRow = z.infer<typeof enrolmentRow>;

/** A session of a class, with its eye. */
export const classSession = z.object({
  id: sessionId,
  date: localDate,
  time: localTime,
  durationMinutes: z.int(),
  startsAt: z.number(),
  state: sessionState,
  capacity: z.int(),
  booked: z.int(),
  costMinor: z.int(),
  /** Its own eye. */
  displayed: z.boolean(),
  /** What clients are shown, by the eye or by the rule. */
  isShown: z.boolean(),
  version,
});

/** A class with its terms, sessions and people. */
export const classView = z.object({
  seriesId,
  version,
  title: z.string(),
  color: z.int(),
  serviceName: z.string(),
  state: classState,
  terms: classTerms.extend({ enrolUntilDate: localDate, dropUntilDate: localDate }),
  enrolUntilAt: instant,
  dropUntilAt: instant,
  zone,
  sessions: z.array(classSession),
  /** Dates of the rule that were left out because the place is closed. */
  skipped: z.array(z.object({ date: localDate, closure: z.string() })),
  totals,
  enrolments: z.array(enrolmentRow),
});
export type ClassView = z.infer<typeof classView>;

const who = { seriesId, clientId, participant: line(120).default('') };

/** A session of the class as it concerns one person who wants to enrol. */
export const enrolmentLine = z.object({
  sessionId,
  date: localDate,
  time: localTime,
  costMinor: z.int(),
  capacity: z.int(),
  booked: z.int(),
  /** `book`: would be booked; `has_place`: booked before, stays as it is and is not charged again; `past`: has begun. */
  what: z.enum(['book', 'has_place', 'past']),
  /** Where this person is booked at that time. */
  elsewhere: z.string().nullable(),
});

/** What enrolling one person would book and cost, and what could pay for it. */
export const enrolmentOptions = fundingChoices.extend({
  lines: z.array(enrolmentLine),
  priceMinor: z.int(),
  availableMinor: z.int(),
  /** Why the desk must give a reason; null while anybody may enrol. */
  late: z.enum(['deadline', 'started']).nullable(),
  isEnrolled: z.boolean(),
});
export type EnrolmentOptions = z.infer<typeof enrolmentOptions>;

/** What leaving a class would do, for one choice of what becomes of the money. */
export const dropPreview = z.object({
  isInTime: z.boolean(),
  dropUntilAt: instant,
  places: z.int(),
  totals: z.array(
    z.object({ action: z.enum(REFUND_ACTIONS), tender: z.string(), amountMinor: z.int(), credits: z.int() }),
  ),
  /** What is charged although the places are given up, and credits that do not come back. */
  chargeMinor: z.int(),
  creditsKept: z.int(),
  /** Names this plan; the drop must name the same one. */
  planHash: z.string(),
  secondPersonNeeded: z.boolean(),
  overLimit: z.boolean(),
});
export type DropPreview = z.infer<typeof dropPreview>;

/** Classes: their terms, and who is enrolled in all their sessions at once (seed 001). */
export const enrolment = {
  /** Makes the series a class, changes its terms, or with null makes it an ordinary series again. */
  setTerms: desk
    .input(z.object({ seriesId, version, terms: classTerms.nullable() }))
    .output(z.object({ version, undoId: undoStepId })),
  /** Classes with something still to come first, the next to begin at the top. */
  classes: everyRole
    .input(z.object({ serviceId: serviceId.nullable().default(null), ...page }))
    .output(z.object({ rows: z.array(classRow), total: z.int() })),
  class: everyRole.input(z.object({ seriesId })).output(classView),
  /** What enrolling would book and cost, line by line, and how it could be paid. */
  options: desk.input(z.object(who)).output(enrolmentOptions),
  /**
   * Books every session still to come that this person has no place in, all or none. `sessionIds` are those that were shown; if
   * others would be booked by now, CHANGED_MEANWHILE. The price is laid over them in proportion to what each costs.
   */
  enrol: desk
    .input(
      z.object({
        requestUid: z.uuid().optional(),
        ...who,
        sessionIds: z.array(sessionId).min(1).max(1000),
        priceMinor: amountMinor,
        fundings: fundingInputs,
        overbookReason: line(300).default(''),
        lateReason: line(300).default(''),
        tell: z.boolean().default(false),
        withoutPrepayment,
      }),
    )
    .output(
      z.object({
        id: enrolmentId,
        places: z.int(),
        undoId: undoStepId,
        chargeId: chargeId.nullable(),
      }),
    ),
  /** The eye of one session (seed 001). */
  setDisplayed: desk
    .input(z.object({ sessionId, version, displayed: z.boolean() }))
    .output(z.object({ version, undoId: undoStepId })),
  /** What leaving would do to places and money; changes nothing. */
  previewDrop: desk.input(z.object({ id: enrolmentId, money: moneyChoice })).output(dropPreview),
  /**
   * Gives up every place still to come, with its money as chosen. A reason is needed where the choice is not the usual one: money
   * back after the drop deadline, or kept before it.
   */
  drop: desk
    .input(
      z.object({
        id: enrolmentId,
        version,
        by: z.enum(['client', 'staff', 'studio']),
        money: moneyChoice,
        reason: line(300).default(''),
        planHash: z.string().max(100),
        tell: z.boolean().default(false),
        secondPerson,
      }),
    )
    .output(z.object({ places: z.int(), undoId: undoStepId, promoted: z.array(z.string()) })),
};
