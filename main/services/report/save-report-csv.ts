import type { Result } from '#domain/values/result.ts';
import { addDays } from '#domain/values/time.ts';
import type { SavedFile, SaveError } from '../../gateways/files/port.ts';
import type { ServiceContext } from '../context.ts';
import { type InvalidInput, type NotFound, notFound } from '../errors.ts';
import { refuseDays } from './answer-report.ts';
import type { Figure, ReportQuery } from './report-query.ts';

/** Saves a report, or the rows of one of its figures, as the database has them now. */
export async function saveReportCsv(
  { reports, gateways, now }: ServiceContext,
  input: Omit<ReportQuery, 'at'> & { readonly figure: Figure | null; readonly path?: string | undefined },
): Promise<Result<SavedFile, SaveError | InvalidInput | NotFound>> {
  const refused = refuseDays(input);
  if (refused) return refused;
  const text = await reports.csv({ ...input, at: now() }, input.figure);
  if (!text) return notFound('report figure');
  const { name, from, to } = input;
  const part = input.figure ? `-${input.figure.column}` : '';
  try {
    return input.path === undefined
      ? gateways.files.save(`callboard-${name}${part}-${from}-${addDays(to, -1)}.csv`, text.pieces)
      : gateways.files.saveAs(input.path, text.pieces);
  } finally {
    text.end();
  }
}
