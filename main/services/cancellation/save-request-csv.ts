import * as jobs from '#db/repositories/job.ts';
import type { JobId } from '#domain/values/ids.ts';
import type { Result } from '#domain/values/result.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import type { ServiceContext } from '../context.ts';
import type { NotFound } from '../errors.ts';
import { writeRequestCsv } from './write-cancellation-csv.ts';

type CsvContext = Pick<ServiceContext, 'db' | 'gateways' | 'now' | 'announce'>;

/** The step of a job that says that its request CSV has been saved for the person at least once. */
const STEP = 'request_csv';

/**
 * Saves the request CSV of a job and remembers that it is saved: into the usual folder, or at `place`, a path that a person chose in a
 * system dialog. Repeating it answers with the file that is there (domain.md 7.4).
 */
export function saveRequestCsv(
  ctx: CsvContext,
  jobId: JobId,
  place?: string,
): Result<SavedFile, SaveError | NotFound> {
  const saved = writeRequestCsv(ctx, jobId, place);
  if (saved.ok && !hasRequestCsv(ctx, jobId)) {
    ctx.db.write((tx) => jobs.finishStep(tx, jobId, STEP, saved.value, ctx.now()));
    ctx.announce({ topic: 'changed', what: ['jobs'] });
  }
  return saved;
}

/**
 * Saves the request CSVs that accepted jobs still lack, because the window or the engine died before they were written, or the
 * folder could not be. Where only a window can fetch a file, it has to be asked for on the job's page instead. Each failure is left
 * for the next time; the job's page says it.
 */
export function saveOwedRequestCsvs(ctx: CsvContext): void {
  if (!ctx.gateways.files.keeps) return;
  for (const id of jobs.listWithoutStep(ctx.db.read, STEP)) saveRequestCsv(ctx, id);
}

/** Whether the job's request CSV has been saved, or, in a browser, offered as a download. */
export function hasRequestCsv({ db }: Pick<CsvContext, 'db'>, jobId: JobId): boolean {
  return jobs.stepResult(db.read, jobId, STEP) !== undefined;
}
