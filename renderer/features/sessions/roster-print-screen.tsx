import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { LocationId, SessionId } from '#domain/values/ids.ts';
import { isLocalDate } from '#domain/values/time.ts';
import { queries } from '#renderer/api/engine.ts';
import { rosterWords as words } from '#renderer/messages/roster.ts';
import { PrintTools } from '#renderer/ui/print-tools.tsx';
import '#renderer/ui/report.css';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { RosterSheet } from './roster-sheet.tsx';
import './roster.css';

/** The roster of one session, as it comes out of the printer. */
export function RosterPrintScreen(): ReactElement {
  const { sessionId } = useParams({ strict: false });
  const id = Number(sessionId) as SessionId;
  const roster = useQuery(queries.roster.get.queryOptions({ input: { id } }));
  return (
    <div className="report-page">
      <PrintTools isReady={roster.data !== undefined} pdfName={words.pdfName(roster.data?.date ?? '')} />
      {roster.data ? (
        <RosterSheet title={words.rosterTitle} rosters={[roster.data]} at={roster.dataUpdatedAt} />
      ) : roster.error ? (
        <ErrorState error={roster.error} onRetry={() => void roster.refetch()} />
      ) : (
        <LoadingState rows={12} />
      )}
    </div>
  );
}

/** Every session of a day, per location. */
export function DaySheetScreen(): ReactElement {
  const studio = useStudio();
  const search: { readonly date?: string; readonly location?: LocationId } = useSearch({ strict: false });
  const date = search.date && isLocalDate(search.date) ? search.date : todayIn(studio.zone);
  const input = { date, locationId: search.location ?? null };
  const day = useQuery(queries.roster.ofDay.queryOptions({ input }));
  return (
    <div className="report-page">
      <PrintTools isReady={day.data !== undefined} pdfName={words.pdfName(date)} />
      {day.data ? (
        day.data.rosters.length === 0 ? (
          <EmptyState title={words.emptyTitle} hint={words.emptyHint} />
        ) : (
          <RosterSheet title={words.daySheetTitle} rosters={day.data.rosters} at={day.data.asOf} />
        )
      ) : day.error ? (
        <ErrorState error={day.error} onRetry={() => void day.refetch()} />
      ) : (
        <LoadingState rows={12} />
      )}
    </div>
  );
}
