import * as cancellations from '#db/repositories/cancellation.ts';
import * as sessionLists from '#db/repositories/session-list.ts';
import * as sessionRows from '#db/repositories/session-row.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { daysBetween, type LocalDate } from '#domain/values/time.ts';
import type { ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput } from '../errors.ts';
import type { SessionFilters } from '../session/list-sessions.ts';

export const MOST_DAYS = 400;
export const MOST_SESSIONS = 10_000;

/** The sessions of the range to choose from, those that a job is working on marked with it (domain.md 7.1, 7.6). `more`: the range holds too many. */
export function listCancellableSessions(
  { db }: ServiceContext,
  input: { readonly from: LocalDate; readonly to: LocalDate; readonly filters: SessionFilters },
): Result<
  {
    rows: (sessionRows.SessionRow & { inProcess: Omit<cancellations.InProcess, 'sessionId'> | null })[];
    more: boolean;
  },
  InvalidInput
> {
  const days = daysBetween(input.from, input.to);
  if (days < 1) return invalidInput('to', 'RANGE_REVERSED');
  if (days > MOST_DAYS) return invalidInput('to', 'RANGE_TOO_LONG', MOST_DAYS);
  const found = sessionLists.listInRange(
    db.read,
    { ...input.filters, from: input.from, to: input.to },
    MOST_SESSIONS + 1,
  );
  const rows = found.slice(0, MOST_SESSIONS);
  const taken = rows.filter(({ state }) => state === 'canceling').map(({ id }) => id);
  const inProcess = new Map(
    (taken.length > 0 ? cancellations.sessionsInProcess(db.read, taken) : []).map(({ sessionId, ...job }) => [
      sessionId,
      job,
    ]),
  );
  return ok({
    rows: rows.map((row) => ({ ...row, inProcess: inProcess.get(row.id) ?? null })),
    more: found.length > MOST_SESSIONS,
  });
}
