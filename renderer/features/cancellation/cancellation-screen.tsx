import { Alert, Button, Text, Title } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactElement, useCallback, useEffect, useMemo, useState } from 'react';
import type { DayRange } from '#domain/values/day-range.ts';
import type { ClosureId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import type { EngineError } from '#renderer/api/engine-error.ts';
import { useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { accepted as acceptedWords, bulk, submitForm } from '#renderer/messages/cancellation.ts';
import { errorSentence } from '#renderer/messages/errors.ts';
import { AddClosureButton } from '#renderer/ui/add-closure-button.tsx';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { AcceptedPanel } from './accepted-panel.tsx';
import { NO_FILTERS, useBulkCancel } from './bulk-cancel-store.ts';
import './cancellation.css';
import { ClientPlanPanel } from './client-plan-panel.tsx';
import { quickRange } from './date-range.ts';
import { InProcessNote, PlanChanges, PlanSection } from './plan-section.tsx';
import { QuickRanges, RangeFields } from './range-fields.tsx';
import { countOver, endsOf, type Ticked, tickedAgainst, untickUnlisted } from './selection.ts';
import { SessionFilters } from './session-filters.tsx';
import { type ListedSession, SessionsTable } from './sessions-table.tsx';
import { SubmitFields, SubmitFoot, TenderChoice } from './submit-section.tsx';
import { useGivenSessions } from './use-given-sessions.ts';
import { useCancellationForm, useNonCardRefund } from './use-cancellation-form.ts';
import { usePlan } from './use-plan.ts';

/** Bulk Cancel Sessions (seed 000; domain.md 7): choose, see to the cent what it does, then one button. */
export function CancellationScreen(): ReactElement {
  return useMayBulkCancel() ? <BulkCancel /> : <NoPermissionState />;
}

function BulkCancel(): ReactElement {
  useGivenSessions();
  const listed = useCancellable();
  const { range, today, weekStartsOn, filters } = listed;
  const set = useBulkCancel((state) => state.set);
  const changeRange = (next: DayRange): void => set({ range: next });
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{bulk.title}</Title>
        <QuickRanges range={range} today={today.from} weekStartsOn={weekStartsOn} onChange={changeRange} />
        <AddClosureButton from={range.from} />
      </div>
      <div className="bulk-filters">
        <RangeFields range={range} onChange={changeRange} />
        <SessionFilters filters={filters} onChange={(next) => set({ filters: next })} />
      </div>
      <div className="bulk">
        <SessionsToCancel listed={listed} />
        <BulkAside ticked={listed.ticked} over={listed.over} />
      </div>
    </div>
  );
}

/** The sessions of the chosen days and filters, and which of them are ticked. */
export function useCancellable() {
  const { range, today, weekStartsOn } = useRange();
  const { filters, ticks, ends } = useBulkCancel();
  const locationIds = useUiState((state) => state.filters.locationIds);
  const input = {
    ...range,
    filters: {
      locationIds: [...locationIds],
      serviceIds: [...filters.serviceIds],
      practitionerIds: [...filters.practitionerIds],
      onlyWithBookings: filters.onlyWithBookings,
    },
  };
  const sessions = useQuery({
    ...queries.cancellation.sessions.queryOptions({ input }),
    placeholderData: keepPreviousData,
  });
  const rows = sessions.data?.rows ?? NO_ROWS;
  const ticked = useMemo(() => tickedAgainst(ticks, rows), [ticks, rows]);
  const now = useNow();
  const over = useMemo(() => countOver(ticked.ids, ends, now), [ticked, ends, now]);
  return {
    range,
    today: { from: today },
    weekStartsOn,
    filters,
    rows,
    ticked,
    over,
    /** Names the days and filters. */
    key: JSON.stringify(input),
    isPending: sessions.isPending,
    isOld: sessions.isPlaceholderData,
    more: sessions.data?.more ?? false,
    error: sessions.error,
    refetch: () => void sessions.refetch(),
  };
}

/** The list with its check boxes, or why there is none. */
export function SessionsToCancel(props: {
  readonly listed: Pick<
    ReturnType<typeof useCancellable>,
    'rows' | 'ticked' | 'more' | 'isOld' | 'isPending' | 'error' | 'refetch'
  >;
}): ReactElement {
  const { rows, ticked, more, isOld, isPending, error, refetch } = props.listed;
  if (isPending)
    return (
      <div className="panel-card">
        <LoadingState rows={12} />
      </div>
    );
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  return <List rows={rows} ticked={ticked} more={more} isOld={isOld} />;
}

const NO_ROWS: readonly ListedSession[] = [];

/** The chosen days: the address when it names some, else what was chosen before, else the studio's running week. */
function useRange(): {
  readonly range: DayRange;
  readonly today: DayRange['from'];
  readonly weekStartsOn: number;
} {
  const { zone, weekStartsOn } = useStudio();
  const { range, set } = useBulkCancel();
  const { from, to }: { readonly from?: DayRange['from']; readonly to?: DayRange['to'] } = useSearch({
    strict: false,
  });
  useEffect(() => {
    if (from && to && from < to) set({ range: { from, to } });
  }, [from, to, set]);
  const today = todayIn(zone);
  const thisWeek = useMemo(() => quickRange('this_week', today, weekStartsOn), [today, weekStartsOn]);
  return { range: range ?? thisWeek, today, weekStartsOn };
}

function List(props: {
  readonly rows: readonly ListedSession[];
  readonly ticked: Ticked;
  readonly more: boolean;
  readonly isOld: boolean;
}): ReactElement {
  const format = useFormat();
  const { ticks, ends, scrollTop, set } = useBulkCancel();
  const { rows, ticked } = props;
  const clear = (): void => {
    const ui = useUiState.getState();
    ui.set({ filters: { ...ui.filters, locationIds: [] } });
    set({ filters: NO_FILTERS });
  };
  const keepScroll = useCallback((at: number) => set({ scrollTop: at }), [set]);
  const footer = (
    <div className="bulk-foot">
      <Text size="sm" role="status" className="figures">
        {bulk.tickedOf(format, ticked.listed, rows.length)}
      </Text>
      {ticked.unlisted > 0 ? (
        <Text size="sm">
          {bulk.unlisted(format, ticked.unlisted)}{' '}
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => set({ ticks: untickUnlisted(ticks, rows) })}
          >
            {bulk.untickThem}
          </Button>
        </Text>
      ) : null}
      {props.more ? <Text size="sm">{bulk.more}</Text> : null}
      <Text size="sm" c="dimmed" className="bulk-keys">
        {bulk.keys}
      </Text>
    </div>
  );
  const empty = (
    <EmptyState
      icon={IconCalendarOff}
      title={bulk.emptyTitle}
      hint={bulk.emptyText}
      action={
        <Button variant="default" onClick={clear}>
          {bulk.clearFilters}
        </Button>
      }
    />
  );
  return (
    <SessionsTable
      rows={rows}
      ticks={ticks}
      onTicks={(next) => set({ ticks: next, ends: endsOf(rows, next, ends), accepted: null })}
      footer={footer}
      empty={empty}
      scrollTop={scrollTop}
      onScrollTop={keepScroll}
    />
  );
}

/** The plan of the ticked sessions, what it needs, and the button. With `channel` it is settled elsewhere whether clients are told. */
export function BulkAside(props: {
  readonly ticked: Ticked;
  readonly over: number;
  readonly choice?: ReactElement;
  readonly channel?: 'none' | 'email';
  /** Because of which the ticked sessions are cancelled. */
  readonly closureId?: ClosureId;
}): ReactElement {
  const { ids } = props.ticked;
  const { accepted, set } = useBulkCancel();
  const nonCardRefund = useNonCardRefund();
  const plan = usePlan(ids, nonCardRefund);
  const current = plan.isCurrent ? plan.summary : null;
  const form = useCancellationForm(ids, current, props.channel, props.closureId ?? null);
  const [showsClients, setShowsClients] = useState(false);
  if (accepted)
    return (
      <aside className="bulk-aside panel-card" aria-label={acceptedWords.title}>
        <AcceptedPanel accepted={accepted} onClose={() => set({ accepted: null })} />
      </aside>
    );
  const isAnythingTicked = ids.length > 0;
  return (
    <aside className="bulk-aside panel-card" aria-label={bulk.panel}>
      <div className="bulk-aside-scroll">
        {props.choice}
        <PlanSection
          plan={plan}
          isAnythingTicked={isAnythingTicked}
          choice={<TenderChoice form={form} plan={plan} />}
          onShowClients={() => setShowsClients(true)}
        />
        <SubmitFields
          form={form}
          plan={plan}
          sessionIds={ids}
          asksWhetherToTell={props.channel === undefined}
        />
      </div>
      <SubmitFoot
        form={form}
        plan={plan}
        isAnythingTicked={isAnythingTicked}
        over={props.over}
        notice={
          plan.changes.length > 0 ? (
            <PlanChanges changes={plan.changes} onDismiss={plan.dismissChanges} />
          ) : form.error ? (
            <Refusal error={form.error} />
          ) : null
        }
      />
      {showsClients ? (
        <ClientPlanPanel
          onClose={() => setShowsClients(false)}
          sessionIds={ids}
          nonCardRefund={nonCardRefund}
        />
      ) : null}
    </aside>
  );
}

/** Why nothing was started, where the button is. A changed plan is told with its new totals instead. */
function Refusal(props: { readonly error: EngineError }): ReactElement {
  const { error } = props;
  if (error.code === 'ALREADY_IN_PROCESS')
    return <InProcessNote held={error.data.sessions as never} intro={acceptedWords.allInProcess} />;
  const sentence = error.code === 'CONNECTION_LOST' ? submitForm.connectionLost : errorSentence(error);
  return (
    <Alert color={error.code === 'PLAN_CHANGED' ? 'yellow' : 'red'} variant="light" p={10} role="alert">
      <Text size="sm">{sentence}</Text>
    </Alert>
  );
}
