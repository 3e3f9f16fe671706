import { z } from 'zod';
import { REPORT_GROUPS, REPORT_NAMES } from '#domain/report/report.ts';
import { management } from './base.ts';
import {
  clientId,
  csvFile,
  localDate,
  locationId,
  page,
  paymentId,
  practitionerId,
  sessionId,
} from './fields.ts';

/** Which report of which days [from, to), at most ten years; its columns and groups are those of `domain/report/report.ts`. */
const asked = {
  name: z.enum(REPORT_NAMES),
  from: localDate,
  to: localDate,
  /** What the lines stand for; null takes the report's first, and so does one that it does not have. */
  group: z.enum(REPORT_GROUPS).nullable().default(null),
  locationId: locationId.nullable().default(null),
  practitionerId: practitionerId.nullable().default(null),
};
const compare = z.boolean().default(false);

/** One of the rows that a figure is made of. Names are empty where there is none. */
const reportRow = z.object({
  id: z.int(),
  day: z.string(),
  /** Of a ledger transaction; or 'session_…', 'refund_state_…' or the end of a booking. */
  kind: z.string(),
  account: z.string().nullable(),
  transactionId: z.int().nullable(),
  clientId: clientId.nullable(),
  client: z.string(),
  sessionId: sessionId.nullable(),
  session: z.string(),
  sessionDate: z.string().nullable(),
  sessionTime: z.string().nullable(),
  paymentId: paymentId.nullable(),
  invoiceId: z.int().nullable(),
  value: z.number(),
});
export type ReportRow = z.infer<typeof reportRow>;

/** In the order of the columns; null where there is no figure, such as a share of nothing. */
const figures = z.array(z.number().nullable());

const reportTable = z.object({
  name: z.enum(REPORT_NAMES),
  group: z.enum(REPORT_GROUPS),
  before: z.object({ from: z.string(), to: z.string() }).nullable(),
  lines: z.array(
    z.object({
      /** '' stands for what belongs to no group. */
      key: z.string(),
      /** Empty where the key says it all: a day, a method, an account. */
      label: z.string(),
      values: figures,
      before: figures.nullable(),
      row: reportRow.nullable(),
    }),
  ),
  /** More than the lines where a report has pages. */
  total: z.int(),
  totals: figures,
  totalsBefore: figures.nullable(),
});
export type ReportTable = z.infer<typeof reportTable>;

/** A figure: of one line, or of the line of totals (null), in one column. */
const figure = { key: z.string().max(120).nullable(), column: z.string().max(40) };
const path = z.string().min(1).max(4096).optional();

/** What the books and the timetable come to. Answered beside the engine's other work. */
export const report = {
  get: management.input(z.object({ ...asked, compare, ...page })).output(reportTable),
  /** What a figure is made of, oldest first. Refused with NOT_FOUND for a figure that is no sum, such as a share. */
  rows: management
    .input(z.object({ ...asked, ...figure, ...page }))
    .output(z.object({ rows: z.array(reportRow), total: z.int(), sum: z.number() })),
  /** Saves the whole report, or with a column the rows of that figure, made anew from the database. */
  saveCsv: management
    .input(z.object({ ...asked, compare, figure: z.object(figure).nullable().default(null), path }))
    .output(csvFile),
};
