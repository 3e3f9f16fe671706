import { MODIFIER_TYPES } from '#domain/completion/completion-type.ts';
import { WAGE_BASES, WAGE_TYPES } from '#domain/completion/wage.ts';
import { z } from 'zod';
import { management, managementOrOwn } from './base.ts';
import {
  amountMinor,
  changeMinor,
  csvFile,
  line,
  localDate,
  page,
  practitionerId,
  requiredLine,
  scheduleDay,
  serviceId,
  sessionId,
  undoStepId,
  wageAdjustmentId,
  wagePayoutId,
  wageRateId,
} from './fields.ts';
import { documentView } from './document.ts';

/** What a session earns its practitioner: an amount, or the amount of 60 minutes, once or for each attendee. */
export const wageFields = z.object({
  wageType: z.enum(WAGE_TYPES),
  wageMinor: amountMinor,
  wageBasis: z.enum(WAGE_BASES),
});

/** Without a service: for every service that has no wage of its own. */
const rateFields = wageFields.extend({
  practitionerId,
  serviceId: serviceId.nullable(),
  /** The first session day on which it holds. */
  fromDate: scheduleDay,
});
/** A wage of one practitioner from a day on. */
export const wageRate = rateFields.extend({ id: wageRateId, fromDate: z.string() });
export type WageRate = z.infer<typeof wageRate>;

/** Days [from, to), by the sessions' own days and the studio's for everything else. */
const days = { from: scheduleDay, to: scheduleDay };

/** One practitioner's wages of some days: earned + adjustments − paid = due. `dueBefore` is of the days before. */
const wageTotals = z.object({
  practitionerId,
  name: z.string(),
  sessions: z.int(),
  minutes: z.int(),
  attendees: z.int(),
  earnedMinor: z.int(),
  adjustmentsMinor: z.int(),
  paidMinor: z.int(),
  dueMinor: z.int(),
  dueBeforeMinor: z.int(),
});
export type WageTotals = z.infer<typeof wageTotals>;

/** A line of wages with what made it: `rule` says it in words. An adjustment belongs to no session. */
const wageEntry = z.object({
  kind: z.enum(['line', 'taken_back', 'adjustment']),
  refId: z.int(),
  on: localDate,
  amountMinor: z.int(),
  practitionerId,
  practitioner: z.string(),
  sessionId: sessionId.nullable(),
  title: z.string(),
  service: z.string(),
  time: z.string().nullable(),
  minutes: z.int(),
  attendees: z.int(),
  statusLabel: z.string(),
  source: z.enum(['service', 'practitioner', 'practitioner_service', 'override']).nullable(),
  rateFrom: z.string().nullable(),
  wageType: z.enum(WAGE_TYPES).nullable(),
  rateMinor: z.int(),
  basis: z.enum(WAGE_BASES).nullable(),
  units: z.int(),
  modifierType: z.enum(MODIFIER_TYPES).nullable(),
  modifier: z.int(),
  rule: z.string(),
  reason: z.string(),
  payoutId: wagePayoutId.nullable(),
  paidOn: z.string().nullable(),
  reversesId: wageAdjustmentId.nullable(),
  isReversed: z.boolean(),
});
export type WageEntry = z.infer<typeof wageEntry>;

const payoutMethod = z.enum(['transfer', 'cash']);
const wagePayout = z.object({
  id: wagePayoutId,
  practitionerId,
  practitioner: z.string(),
  fromDate: z.string().nullable(),
  toDate: z.string(),
  method: payoutMethod,
  amountMinor: z.int(),
  paidOn: z.string(),
  note: z.string(),
  state: z.enum(['paid', 'undone']),
  undoneOn: z.string().nullable(),
  undoReason: z.string(),
  createdBy: z.string(),
  createdAt: z.number(),
  entries: z.int(),
});
export type WagePayout = z.infer<typeof wagePayout>;

/** What a payout pays: everything unpaid of the days [from, to); without `from`, of all days before. */
const payoutRange = { practitionerId, from: scheduleDay.nullable(), to: scheduleDay };
const requestUid = z.uuid();

/** Wages: the rates, what was earned, adjusted and paid. Practitioners find their own only (domain.md 6, 9). */
export const wage = {
  /** Those of one practitioner. */
  rates: management.input(z.object({ practitionerId })).output(z.array(wageRate)),
  /** The same practitioner, service and day again replaces the wage. Saved sessions keep theirs. */
  setRate: management.input(rateFields).output(z.object({ id: wageRateId })),
  /** Refused with IN_USE when a saved session names it. */
  removeRate: management.input(z.object({ id: wageRateId })),

  /** The sums of each practitioner who earned something on these days or is still owed something from before. */
  totals: managementOrOwn.input(z.object(days)).output(z.object({ rows: z.array(wageTotals) })),
  /** One practitioner's lines by day; `sumMinor` is of all of them, earned and adjusted. */
  entries: managementOrOwn
    .input(z.object({ ...days, ...page, practitionerId }))
    .output(z.object({ rows: z.array(wageEntry), total: z.int(), sumMinor: z.int() })),
  /** The latest first. */
  payouts: managementOrOwn
    .input(z.object({ ...page, practitionerId: practitionerId.nullable().default(null) }))
    .output(z.object({ rows: z.array(wagePayout), total: z.int() })),
  /** One practitioner's days as they are printed; a payout is the document `wage_statement` of its number. */
  statement: managementOrOwn.input(z.object({ ...days, practitionerId })).output(documentView),
  saveStatement: managementOrOwn.input(z.object({ ...days, practitionerId })).output(csvFile),
  /** Every line of these days; one practitioner's, or all that the person may see. */
  saveCsv: managementOrOwn
    .input(
      z.object({ ...days, practitionerId: practitionerId.nullable(), path: z.string().max(4096).optional() }),
    )
    .output(csvFile),

  /** Adds to somebody's wages, or below zero takes off. */
  adjust: management
    .input(
      z.object({
        requestUid,
        practitionerId,
        onDate: scheduleDay,
        amountMinor: changeMinor,
        reason: requiredLine(300),
      }),
    )
    .output(z.object({ id: wageAdjustmentId, undoId: undoStepId })),
  /** Reverses an adjustment by an opposite one, once. */
  reverseAdjustment: management
    .input(z.object({ requestUid, id: wageAdjustmentId, reason: requiredLine(300) }))
    .output(z.object({ id: wageAdjustmentId })),

  /** What marking these days as paid would pay; `hash` names exactly that, and is null when there is nothing to pay. */
  previewPayout: management.input(z.object(payoutRange)).output(
    z.object({
      amountMinor: z.int(),
      sessions: z.int(),
      entries: z.int(),
      hash: z.string().nullable(),
    }),
  ),
  /** Refused with PAYOUT_CHANGED when it is no longer exactly that. */
  pay: management
    .input(
      z.object({
        ...payoutRange,
        requestUid,
        hash: z.string().length(64),
        method: payoutMethod,
        note: line(300).default(''),
      }),
    )
    .output(z.object({ id: wagePayoutId, amountMinor: z.int() })),
  /** By an opposite entry; what it paid is due again. */
  undoPayout: management.input(z.object({ requestUid, id: wagePayoutId, reason: requiredLine(300) })),
};
