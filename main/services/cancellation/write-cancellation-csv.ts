import type { ReadDb } from '#db/database.ts';
import { acceptedCheckpoint } from '#db/repositories/audit.ts';
import { iterateReport, outcomeOf, type ReportRow } from '#db/repositories/cancellation-report.ts';
import * as jobs from '#db/repositories/job.ts';
import * as studios from '#db/repositories/studio.ts';
import { CSV_BOM, csvLine } from '#domain/values/csv.ts';
import type { JobId } from '#domain/values/ids.ts';
import { moneyToDecimal } from '#domain/values/money.ts';
import { err, type Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import { bulkCancellation } from '../../jobs/bulk-cancellation/definition.ts';
import type { ServiceContext } from '../context.ts';
import type { NotFound } from '../errors.ts';

/**
 * Saves the request list of a job: what was asked for, row by row, as frozen when it was accepted. Rebuilt from the database, the
 * same bytes at any time (reliability R23, D1). `place`: a path chosen in a system dialog, instead of the usual folder.
 */
export function writeRequestCsv(
  ctx: Pick<ServiceContext, 'db' | 'gateways'>,
  jobId: JobId,
  place?: string,
): Result<SavedFile, SaveError | NotFound> {
  return save(ctx, jobId, { which: 'request', pieces: requestCsv, place });
}

/** Saves what became of each row. The same bytes as long as nothing changes; a refund that fails late changes its row. */
export function writeOutcomeCsv(
  ctx: Pick<ServiceContext, 'db' | 'gateways'>,
  jobId: JobId,
  place?: string,
): Result<SavedFile, SaveError | NotFound> {
  return save(ctx, jobId, { which: 'outcome', pieces: outcomeCsv, place });
}

/** The request list, line by line: one row per booking and tender, one for a session without bookings (seed 000). */
export function* requestCsv(db: ReadDb, jobId: JobId): Generator<string> {
  const frozen = frozenFields(db, jobId);
  yield CSV_BOM +
    csvLine([...COMMON_HEADER, 'Requested at (UTC)', 'Requested by', 'Reason', 'Audit checkpoint']);
  const tail = [frozen.requestedAt, frozen.requestedBy, frozen.reason, frozen.checkpoint];
  for (const row of iterateReport(db, jobId)) yield csvLine([...commonFields(row, frozen), ...tail]);
}

/** The outcome list: every row of the request list once, with its end so far. */
export function* outcomeCsv(db: ReadDb, jobId: JobId): Generator<string> {
  const frozen = frozenFields(db, jobId);
  yield CSV_BOM +
    csvLine([
      ...COMMON_HEADER,
      'Outcome',
      'Refund state',
      'Given back as',
      'Provider refund',
      'Problem',
      'Done at (UTC)',
      'Settled at (UTC)',
    ]);
  for (const row of iterateReport(db, jobId))
    yield csvLine([
      ...commonFields(row, frozen),
      outcomeOf(row),
      row.refundState ?? '',
      row.settledAs ?? '',
      row.providerRefundId ?? '',
      row.openTask ?? row.failureCode ?? '',
      instantText(row.doneAt),
      instantText(row.settledAt),
    ]);
}

const COMMON_HEADER = [
  'Job',
  'Row',
  'Session',
  'Title',
  'Date',
  'Start',
  'Time zone',
  'Minutes',
  'Location',
  'Room',
  'Practitioner',
  'Booking',
  'Client',
  'Client name',
  'Participant',
  'E-mail',
  'Phone',
  'Paid by',
  'What happens',
  'Amount',
  'Currency',
  'Credits',
  'Credit lot',
  'Lot now valid until',
  'Payment reference',
  'Note',
];

interface FrozenFields {
  readonly jobId: JobId;
  readonly currency: string;
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly reason: string;
  readonly checkpoint: string;
}

function frozenFields(db: ReadDb, jobId: JobId): FrozenFields {
  const job = jobs.getById(db, jobId);
  const { reason, requestedBy } = bulkCancellation.parse(job.payload);
  return {
    jobId,
    currency: studios.get(db).currency,
    requestedAt: instantText(job.createdAt),
    requestedBy,
    reason,
    checkpoint: acceptedCheckpoint(db, jobId),
  };
}

function commonFields(row: ReportRow, { jobId, currency }: FrozenFields): string[] {
  return [
    String(jobId),
    String(row.seq),
    String(row.sessionId),
    row.title,
    row.localDate,
    row.localTime,
    row.zone,
    String(row.durationMinutes),
    row.location,
    row.room,
    row.practitioner,
    row.bookingId === null ? '' : String(row.bookingId),
    row.clientId === null ? '' : String(row.clientId),
    row.client,
    row.participant,
    row.email,
    row.phone,
    row.tender,
    row.action,
    row.bookingId === null ? '' : moneyToDecimal(row.amountMinor, currency),
    currency,
    row.credits === 0 ? '' : String(row.credits),
    row.lot,
    row.lotExpiresOn ?? '',
    row.paymentRef,
    row.planNote,
  ];
}

function instantText(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString();
}

function save(
  { db, gateways }: Pick<ServiceContext, 'db' | 'gateways'>,
  jobId: JobId,
  file: {
    readonly which: 'request' | 'outcome';
    readonly pieces: (db: ReadDb, jobId: JobId) => Generator<string>;
    readonly place: string | undefined;
  },
): Result<SavedFile, SaveError | NotFound> {
  const job = jobs.findById(db.read, jobId);
  if (!job || job.kind === 'auto_invoice') return err({ code: 'NOT_FOUND', what: 'job' });
  const day = instantToWall(job.createdAt, studios.get(db.read).zone).date;
  const pieces = () => file.pieces(db.read, jobId);
  return file.place === undefined
    ? gateways.files.save(`callboard-cancellation-${jobId}-${file.which}-${day}.csv`, pieces)
    : gateways.files.saveAs(file.place, pieces);
}
