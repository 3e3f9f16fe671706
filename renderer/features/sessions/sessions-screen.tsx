import { Button, Checkbox, Select, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCalendarPlus, IconCalendarRepeat, IconListDetails } from '@tabler/icons-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import { SESSION_STATES } from '#domain/session/state.ts';
import { addDays, isLocalDate, type LocalDate, weekStartOf } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { sessionStateWords } from '#renderer/messages/session-states.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { ScheduleFilterButton } from '#renderer/ui/schedule-filters.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { SessionStateBadge } from '#renderer/ui/session-state-badge.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { ZoneNote } from '#renderer/ui/time-text.tsx';
import { todayIn } from '#renderer/ui/today.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import type { RowKey } from '#renderer/ui/use-table-keys.ts';
import { DeskLink } from './desk-link.tsx';
import { AllSeriesLink } from './all-series-link.tsx';
import { EndOfDayLink } from './end-of-day-link.tsx';
import { SetStatus } from './set-status.tsx';

type State = SessionRow['state'];
const states: readonly State[] = SESSION_STATES;

/** Sessions as a list: days, filters, search; Enter opens one. */
export function SessionsScreen(): ReactElement {
  const { openSession, newSession, newSeries } = usePanels();
  const list = useList();
  const columns = useColumns();
  const mayEdit = useMay('owner', 'admin', 'staff');
  const format = useFormat();
  const [selected, setSelected] = useState<ReadonlySet<RowKey>>(new Set());
  const ticked = list.paged.rows.filter(({ id }) => selected.has(id));
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{words.title}</Title>
        <Text c="dimmed" className="figures">
          {words.count(format.number(list.paged.total))}
        </Text>
        <DeskLink />
        <EndOfDayLink />
        <AllSeriesLink />
        {mayEdit ? (
          <Button
            variant="default"
            leftSection={<IconCalendarRepeat size={16} aria-hidden />}
            onClick={() => newSeries()}
          >
            {words.createSeries}
          </Button>
        ) : null}
        {mayEdit ? (
          <Button leftSection={<IconCalendarPlus size={16} aria-hidden />} onClick={() => newSession()}>
            {words.addSession}
          </Button>
        ) : null}
      </div>
      {list.bar}
      <SetStatus ticked={ticked} onUntick={() => setSelected(new Set())} />
      <div className="page-body">
        {list.paged.error ? (
          <ErrorState error={list.paged.error} onRetry={list.paged.retry} />
        ) : list.paged.isPending ? (
          <LoadingState rows={12} />
        ) : (
          <DataTable
            label={words.table}
            rows={list.paged.rows}
            total={list.paged.total}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => openSession(id)}
            selection={{
              selected,
              onChange: setSelected,
              labelOf: ({ title, date }) => `${title}, ${format.day(date)}`,
            }}
            onSeen={list.paged.onSeen}
            empty={<EmptyState icon={IconListDetails} title={words.emptyTitle} hint={words.emptyHint} />}
          />
        )}
      </div>
    </div>
  );
}

function useList() {
  const studio = useStudio();
  const filters = useUiState((state) => state.filters);
  const [from, setFrom] = useState<string>(() => weekStartOf(todayIn(studio.zone), studio.weekStartsOn));
  const [last, setLast] = useState<string>(() =>
    addDays(weekStartOf(todayIn(studio.zone), studio.weekStartsOn), 27),
  );
  const [state, setState] = useState<State | null>(null);
  const [onlyWithBookings, setOnly] = useState(false);
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 150);
  const isReversed = isLocalDate(from) && isLocalDate(last) && last < from;
  const input = {
    from: isLocalDate(from) && !isReversed ? from : null,
    to: isLocalDate(last) && !isReversed ? dayAfter(last) : null,
    filters: {
      locationIds: [...filters.locationIds],
      practitionerIds: [...filters.practitionerIds],
      roomIds: [...filters.roomIds],
      serviceIds: [...filters.serviceIds],
      onlyWithBookings,
      states: state ? [state] : [],
      search,
    },
  };
  const paged = usePagedRows<SessionRow>({
    queryKey: [...queries.session.list.key(), input],
    load: (page, signal) => engine.session.list({ ...input, ...page }, { signal }),
  });
  const bar = (
    <div className="filter-bar">
      <DayInput label={words.from} value={from} onChange={setFrom} w={130} />
      <DayInput
        label={words.to}
        value={last}
        onChange={setLast}
        w={130}
        error={isReversed ? fieldMessages.issue('RANGE_REVERSED') : null}
      />
      <TextInput
        label={words.search}
        placeholder={words.searchHint}
        value={text}
        maxLength={100}
        w={240}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Select
        label={words.state}
        placeholder={words.anyState}
        clearable
        w={150}
        data={states.map((value) => ({ value, label: sessionStateWords[value] }))}
        value={state}
        onChange={(value) => setState(states.find((known) => known === value) ?? null)}
      />
      <ScheduleFilterButton />
      <Checkbox
        label={words.onlyWithBookings}
        checked={onlyWithBookings}
        onChange={(event) => setOnly(event.currentTarget.checked)}
        className="filter-check"
      />
    </div>
  );
  return { paged, bar };
}

function dayAfter(date: LocalDate): LocalDate {
  return addDays(date, 1);
}

function useColumns(): readonly DataColumn<SessionRow>[] {
  const catalog = useCatalog();
  const format = useFormat();
  return useMemo(
    () => [
      { key: 'date', header: words.columns.date, width: '124px', render: ({ date }) => format.day(date) },
      {
        key: 'time',
        header: words.columns.time,
        width: '190px',
        render: (row) => (
          <>
            {format.timeRange(row.time, row.durationMinutes)}
            <ZoneNote zone={row.zone} />
          </>
        ),
      },
      {
        key: 'title',
        header: words.columns.title,
        width: 'minmax(160px, 1.4fr)',
        render: (row) => (
          <>
            <span className="dot" style={{ background: `var(--service-${row.color}-edge)` }} aria-hidden />
            <span className={row.state === 'canceled' ? 'struck' : ''}>{row.title}</span>
          </>
        ),
      },
      {
        key: 'practitioner',
        header: words.columns.practitioner,
        width: 'minmax(120px, 1fr)',
        render: (row) => catalog.nameOf('practitioners', row.practitionerId),
      },
      {
        key: 'place',
        header: words.columns.place,
        width: 'minmax(180px, 1.3fr)',
        render: (row) =>
          [catalog.nameOf('rooms', row.roomId), catalog.nameOf('locations', row.locationId)]
            .filter(Boolean)
            .join(', '),
      },
      {
        key: 'booked',
        header: words.columns.booked,
        width: '72px',
        align: 'right',
        render: (row) => `${row.booked}/${row.capacity}`,
      },
      {
        key: 'state',
        header: words.columns.state,
        width: '120px',
        render: (row) => <SessionStateBadge session={row} />,
      },
    ],
    [catalog, format],
  );
}
