import { Button, Checkbox } from '@mantine/core';
import { IconCalendarRepeat } from '@tabler/icons-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { SeriesRow } from '#contract/desktop/series.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { ruleInWords, seriesMessages as words } from '#renderer/messages/series.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { ListPage } from '#renderer/ui/list-page.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { EmptyState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import { SeriesStateBadge } from './series-state-badge.tsx';

/** All series, drafts first; Enter opens one. */
export function SeriesScreen(): ReactElement {
  const { openSeries, newSeries } = usePanels();
  const mayEdit = useMay('owner', 'admin', 'staff');
  const format = useFormat();
  const columns = useColumns();
  const [onlyDrafts, setOnly] = useState(false);
  const input = { states: onlyDrafts ? (['draft'] as const).slice() : [] };
  const paged = usePagedRows<SeriesRow>({
    queryKey: [...queries.series.list.key(), input],
    load: (page, signal) => engine.series.list({ ...input, ...page }, { signal }),
  });
  return (
    <ListPage
      title={words.series}
      count={format.number(paged.total)}
      actions={
        mayEdit ? (
          <Button leftSection={<IconCalendarRepeat size={16} aria-hidden />} onClick={() => newSeries()}>
            {words.create}
          </Button>
        ) : null
      }
      filters={
        <Checkbox
          label={words.list.onlyDrafts}
          checked={onlyDrafts}
          onChange={(event) => setOnly(event.currentTarget.checked)}
          className="filter-check"
        />
      }
    >
      <PagedTable
        label={words.series}
        paged={paged}
        rowKey={({ id }) => id}
        columns={columns}
        onOpen={({ id }) => openSeries(id)}
        empty={<EmptyState icon={IconCalendarRepeat} title={words.list.empty} hint={words.list.emptyHint} />}
      />
    </ListPage>
  );
}

function useColumns(): readonly DataColumn<SeriesRow>[] {
  const format = useFormat();
  return useMemo(() => {
    const { columns } = words.list;
    const inWords = { day: (date: string) => format.day(date, 'weekdayYear'), time: format.time };
    return [
      {
        key: 'title',
        header: columns.title,
        width: 'minmax(140px, 1fr)',
        render: (row) => (
          <>
            <span className="dot" style={{ background: `var(--service-${row.color}-edge)` }} aria-hidden />
            {row.title}
          </>
        ),
      },
      {
        key: 'rule',
        header: columns.rule,
        width: 'minmax(260px, 2fr)',
        render: (row) => ruleInWords(row, inWords),
      },
      {
        key: 'who',
        header: columns.who,
        width: 'minmax(110px, 1fr)',
        render: (row) => row.practitionerName,
      },
      {
        key: 'next',
        header: columns.next,
        width: '150px',
        render: (row) => (row.nextDate === null ? '' : format.day(row.nextDate, 'weekdayYear')),
      },
      {
        key: 'sessions',
        header: columns.sessions,
        width: '80px',
        align: 'right',
        render: (row) => format.number(row.sessions),
      },
      {
        key: 'state',
        header: columns.state,
        width: '120px',
        render: (row) => <SeriesStateBadge state={row.state} />,
      },
    ];
  }, [format]);
}
