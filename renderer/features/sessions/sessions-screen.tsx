import { Button, Checkbox, Select, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCalendarPlus, IconCalendarRepeat, IconListDetails } from '@tabler/icons-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { ListedSession } from '#contract/desktop/session.ts';
import type { SessionsQuery } from '#contract/desktop/view.ts';
import { MOST_DELETED_AT_ONCE } from '#domain/session/at-once.ts';
import { SESSION_STATES } from '#domain/session/state.ts';
import { SESSION_RANGES } from '#domain/session/view.ts';
import { addDays, isLocalDate } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { listWords } from '#renderer/messages/lists.ts';
import { sessionStateWords } from '#renderer/messages/session-states.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { ScheduleFilterButton } from '#renderer/ui/schedule-filters.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { InsideClosureBadge } from '#renderer/ui/inside-closure-badge.tsx';
import { SessionStateBadge } from '#renderer/ui/session-state-badge.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { ZoneNote } from '#renderer/ui/time-text.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { todayIn } from '#renderer/ui/today.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ColumnMenu, useChosenColumns } from './column-menu.tsx';
import { TickAllButton } from './delete-ticked.tsx';
import { EndOfDayLink } from './end-of-day-link.tsx';
import { SaveListCsv } from './save-list-csv.tsx';
import { daysOf } from './sessions-query.ts';
import { SetStatus } from './set-status.tsx';
import { useSessionPages } from './use-session-pages.ts';
import { useTicked } from './use-ticked.ts';
import { ViewMenu } from './view-menu.tsx';

type State = ListedSession['state'];
const states: readonly State[] = SESSION_STATES;

/** Sessions as a list: saved views, days, filters, search, sort; Enter opens one, ticked ones get a status or are deleted. */
export function SessionsScreen(): ReactElement {
  const { openSession, newSession, newSeries } = usePanels();
  const list = useList();
  const columns = useColumns();
  const mayEdit = useMay('owner', 'admin', 'staff');
  const format = useFormat();
  const { rows, count } = list.paged;
  const ticked = useTicked(rows);
  const tickAll = async (): Promise<void> => {
    const { sessions, more } = await engine.session.tick(list.listing);
    if (more) toast(listWords.tooMany(format.number(MOST_DELETED_AT_ONCE)));
    else ticked.tick(sessions);
  };
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{words.title}</Title>
        <Text c="dimmed" className="figures">
          {count ? listWords.count(format.number(count.count), count.more) : ''}
        </Text>
        <EndOfDayLink />
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
      <SetStatus
        sessions={ticked.sessions}
        onUntick={ticked.untick}
        tickAll={
          count && count.count > ticked.selected.size ? (
            <TickAllButton count={count} onClick={() => void tickAll().catch(toastError)} />
          ) : null
        }
      />
      <div className="page-body">
        {list.paged.error ? (
          <ErrorState error={list.paged.error} onRetry={list.paged.retry} />
        ) : list.paged.isPending ? (
          <LoadingState rows={12} />
        ) : (
          <DataTable
            label={words.table}
            rows={rows}
            total={Math.max(count?.count ?? 0, rows.length)}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => openSession(id)}
            selection={{
              selected: ticked.selected,
              onChange: ticked.select,
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

type Days = { readonly from: string; readonly last: string };

function useList() {
  const mayEdit = useMay('owner', 'admin', 'staff');
  const studio = useStudio();
  const filters = useUiState((state) => state.filters);
  const setUi = useUiState((state) => state.set);
  const today = todayIn(studio.zone);
  const textOf = (range: SessionsQuery['range']): Days => {
    const { from, to } = daysOf(range, today, studio.weekStartsOn);
    return { from: from ?? '', last: to === null ? '' : addDays(to, -1) };
  };
  /** A named range; null once days are typed. */
  const [named, setNamed] = useState<NamedRange | null>('four_weeks');
  const [days, setDays] = useState<Days>(() => textOf('four_weeks'));
  const [sort, setSort] = useState<SessionsQuery['sort']>('soonest');
  const [state, setState] = useState<State | null>(null);
  const [onlyWithBookings, setOnly] = useState(false);
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 150);
  const { from, last } = days;
  const isReversed = isLocalDate(from) && isLocalDate(last) && last < from;
  const listing = {
    from: isLocalDate(from) && !isReversed ? from : null,
    to: isLocalDate(last) && !isReversed ? addDays(last, 1) : null,
    filters: {
      locationIds: [...filters.locationIds],
      practitionerIds: [...filters.practitionerIds],
      roomIds: [...filters.roomIds],
      serviceIds: [...filters.serviceIds],
      onlyWithBookings,
      states: state ? [state] : [],
      search,
    },
    sort,
  };
  const query: SessionsQuery = {
    range: named ?? { from: isLocalDate(from) ? from : null, last: isLocalDate(last) ? last : null },
    filters: listing.filters,
    sort,
  };
  const show = (view: SessionsQuery): void => {
    setNamed(typeof view.range === 'object' ? null : view.range);
    setDays(textOf(view.range));
    setSort(view.sort);
    setState(view.filters.states[0] ?? null);
    setOnly(view.filters.onlyWithBookings);
    setText(view.filters.search);
    const { locationIds, practitionerIds, roomIds, serviceIds } = view.filters;
    setUi({ filters: { locationIds, practitionerIds, roomIds, serviceIds } });
  };
  const typeDays = (change: Partial<Days>): void => {
    setNamed(null);
    setDays({ ...days, ...change });
  };
  const bar = (
    <div className="filter-bar">
      <ViewMenu query={query} onChoose={show} />
      <Select
        label={listWords.range}
        w={170}
        allowDeselect={false}
        data={[...SESSION_RANGES, 'days' as const].map((value) => ({
          value,
          label: listWords.ranges[value],
        }))}
        value={named ?? 'days'}
        onChange={(value) => {
          const range = SESSION_RANGES.find((known) => known === value) ?? null;
          setNamed(range);
          if (range) setDays(textOf(range));
        }}
      />
      <DayInput label={words.from} value={from} onChange={(day) => typeDays({ from: day })} w={130} />
      <DayInput
        label={words.to}
        value={last}
        onChange={(day) => typeDays({ last: day })}
        w={130}
        error={isReversed ? fieldMessages.issue('RANGE_REVERSED') : null}
      />
      <TextInput
        label={words.search}
        placeholder={words.searchHint}
        value={text}
        maxLength={100}
        w={190}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Select
        label={words.state}
        placeholder={words.anyState}
        clearable
        w={130}
        data={states.map((value) => ({ value, label: sessionStateWords[value] }))}
        value={state}
        onChange={(value) => setState(states.find((known) => known === value) ?? null)}
      />
      <Select
        label={listWords.sort}
        w={150}
        allowDeselect={false}
        data={SORTS.map((value) => ({ value, label: listWords.sorts[value] }))}
        value={sort}
        onChange={(value) => setSort(SORTS.find((known) => known === value) ?? 'soonest')}
      />
      <ScheduleFilterButton />
      <ColumnMenu />
      {mayEdit ? <SaveListCsv listing={listing} /> : null}
      <Checkbox
        label={words.onlyWithBookings}
        checked={onlyWithBookings}
        onChange={(event) => setOnly(event.currentTarget.checked)}
        className="filter-check"
      />
    </div>
  );
  return { paged: useSessionPages(listing), listing, bar };
}

type NamedRange = (typeof SESSION_RANGES)[number];
const SORTS = ['soonest', 'latest', 'added'] as const;

function useColumns(): readonly DataColumn<ListedSession>[] {
  const catalog = useCatalog();
  const format = useFormat();
  const chosen = useChosenColumns();
  const all = useMemo<readonly DataColumn<ListedSession>[]>(
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
            <InsideClosureBadge titles={row.closures} />
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
      {
        key: 'minutes',
        header: listWords.column.minutes,
        width: '80px',
        align: 'right',
        render: ({ durationMinutes }) => durationMinutes,
      },
      {
        key: 'series',
        header: listWords.column.series,
        width: '110px',
        render: ({ seriesId }) => (seriesId === null ? '' : listWords.inSeries),
      },
    ],
    [catalog, format],
  );
  return useMemo(() => all.filter(({ key }) => (chosen as readonly string[]).includes(key)), [all, chosen]);
}
