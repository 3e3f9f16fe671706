import { Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconBan, IconCircleDashed, IconHistory, IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { bulk } from '#renderer/messages/cancellation.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { SessionStateBadge } from '#renderer/ui/session-state-badge.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { isAnyForeign, sharedForeignZone, TimeText } from '#renderer/ui/time-text.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { isOver, isSelectable } from './selection.ts';

export interface ListedSession extends SessionRow {
  readonly inProcess: {
    readonly jobId: number;
    readonly startedBy: string;
    readonly startedAt: number;
  } | null;
}

/** The sessions of the range with their check boxes. Cancelled ones stay visible, struck through; those in a job name it. */
export function SessionsTable(props: {
  readonly rows: readonly ListedSession[];
  readonly ticks: ReadonlySet<SessionId>;
  readonly onTicks: (ticks: ReadonlySet<SessionId>) => void;
  readonly footer: ReactNode;
  readonly empty: ReactNode;
  readonly scrollTop: number;
  readonly onScrollTop: (scrollTop: number) => void;
}): ReactElement {
  const format = useFormat();
  const columns = useColumns(format, props.rows);
  const place = useKeptScroll(props.scrollTop, props.onScrollTop, props.rows.length > 0);
  return (
    <div ref={place} className="bulk-table">
      <DataTable
        label={bulk.table}
        rows={props.rows}
        rowKey={(row) => row.id}
        columns={columns}
        selection={{
          selected: props.ticks,
          onChange: (selected) => props.onTicks(selected as ReadonlySet<SessionId>),
          labelOf: (row) => bulk.rowName(row.title, format.day(row.date), format.time(row.time)),
          isDisabled: (row) => !isSelectable(row),
        }}
        isMuted={(row) => !isSelectable(row)}
        footer={props.footer}
        empty={props.empty}
      />
    </div>
  );
}

function useColumns(
  format: StudioFormat,
  rows: readonly ListedSession[],
): readonly DataColumn<ListedSession>[] {
  const catalog = useQuery(queries.catalog.all.queryOptions()).data;
  const isWide = useMediaQuery('(min-width: 1500px)') ?? false;
  const now = useNow();
  const { zone, namesZones } = useMemo(() => {
    const zones = rows.map((row) => row.zone);
    return { zone: sharedForeignZone(zones), namesZones: isAnyForeign(zones) };
  }, [rows]);
  return useMemo(() => {
    const practitioners = new Map(catalog?.practitioners.map(({ id, name }) => [id, name]));
    const locations = new Map(catalog?.locations.map(({ id, name }) => [id, name]));
    const isOnePlace = locations.size < 2;
    return [
      {
        key: 'when',
        header: zone === null ? bulk.columns.when : bulk.columns.whenIn(uiMessages.zoneTime(zone)),
        width: zone === null ? (namesZones ? '218px' : '158px') : '190px',
        render: (row) => (
          <span className={strike(row)}>
            {format.day(row.date)}{' '}
            {zone === null ? <TimeText time={row.time} zone={row.zone} /> : format.time(row.time)}
          </span>
        ),
      },
      {
        key: 'session',
        header: bulk.columns.session,
        width: 'minmax(110px, 1.4fr)',
        render: (row) => (
          <>
            <span className={strike(row)}>{row.title}</span>
            {isOnePlace || isWide ? null : (
              <Text component="span" inherit c="dimmed">
                {` · ${locations.get(row.locationId) ?? ''}`}
              </Text>
            )}
          </>
        ),
      },
      {
        key: 'practitioner',
        header: bulk.columns.practitioner,
        width: 'minmax(90px, 1fr)',
        render: (row) => (row.practitionerId === null ? '' : practitioners.get(row.practitionerId)),
      },
      ...(isOnePlace || !isWide
        ? []
        : [
            {
              key: 'location',
              header: bulk.columns.location,
              width: 'minmax(70px, 0.8fr)',
              render: (row: ListedSession) => locations.get(row.locationId),
            },
          ]),
      {
        key: 'booked',
        header: bulk.columns.booked,
        width: '54px',
        align: 'right',
        render: (row) => `${format.number(row.booked)}/${format.number(row.capacity)}`,
      },
      {
        key: 'state',
        header: bulk.columns.state,
        width: namesZones ? 'minmax(110px, 0.7fr)' : 'minmax(150px, 1.5fr)',
        render: (row) => <SessionState row={row} now={now} />,
      },
    ];
  }, [catalog, format, isWide, zone, namesZones, now]);
}

function SessionState(props: { readonly row: ListedSession; readonly now: number }): ReactElement {
  const { row, now } = props;
  if (row.inProcess !== null) {
    const words = bulk.inProcess(row.inProcess.jobId, row.inProcess.startedBy);
    return (
      <Link
        to="/cancellations/jobs/$jobId"
        params={{ jobId: String(row.inProcess.jobId) }}
        search={{}}
        title={words}
      >
        <StatusBadge tone="busy" icon={IconHourglass} label={words} />
      </Link>
    );
  }
  if (row.state === 'canceled')
    return (
      <span title={bulk.canceledBecause(row.cancelReason)}>
        <StatusBadge tone="neutral" icon={IconBan} label={bulk.canceled} />
      </span>
    );
  if (row.state === 'canceling')
    return <StatusBadge tone="busy" icon={IconHourglass} label={bulk.canceling} />;
  if (row.state !== 'open') return <SessionStateBadge session={row} />;
  if (isOver(row, now))
    return (
      <span title={bulk.overHint}>
        <StatusBadge tone="warning" icon={IconHistory} label={bulk.over} />
      </span>
    );
  return (
    <Text component="span" inherit c="dimmed" className="bulk-open">
      <IconCircleDashed size={13} aria-hidden /> {bulk.open}
    </Text>
  );
}

const strike = (row: ListedSession): string | undefined => (row.state === 'canceled' ? 'struck' : undefined);

/** Puts the list where it was left, and tells where it is. */
function useKeptScroll(
  scrollTop: number,
  onScrollTop: (scrollTop: number) => void,
  hasRows: boolean,
): React.RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const initial = useRef(scrollTop);
  useEffect(() => {
    const grid = place.current?.querySelector('[role="grid"]');
    if (!grid || !hasRows) return;
    if (initial.current > 0) grid.scrollTop = initial.current;
    initial.current = 0;
    const tell = (): void => onScrollTop(grid.scrollTop);
    grid.addEventListener('scrollend', tell);
    return () => grid.removeEventListener('scrollend', tell);
  }, [hasRows, onScrollTop]);
  return place;
}
