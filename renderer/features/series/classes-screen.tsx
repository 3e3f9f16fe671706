import { Button } from '@mantine/core';
import { IconCalendarRepeat, IconSchool } from '@tabler/icons-react';
import { type ReactElement, useMemo } from 'react';
import type { ClassRow } from '#contract/desktop/enrolment.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { classWords as words } from '#renderer/messages/classes.ts';
import { seriesMessages } from '#renderer/messages/series.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { ListPage } from '#renderer/ui/list-page.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { EmptyState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import { ClassStateBadge } from './class-state-badge.tsx';
import { classTotals } from '#renderer/ui/class-totals.ts';

/** All classes, the next to begin first; Enter opens one. */
export function ClassesScreen(): ReactElement {
  const { openSeries, newSeries } = usePanels();
  const mayEdit = useMay('owner', 'admin', 'staff');
  const format = useFormat();
  const columns = useColumns();
  const paged = usePagedRows<ClassRow>({
    queryKey: queries.enrolment.classes.key(),
    load: (page, signal) => engine.enrolment.classes(page, { signal }),
  });
  return (
    <ListPage
      title={words.classes}
      count={format.number(paged.total)}
      actions={
        mayEdit ? (
          <Button leftSection={<IconCalendarRepeat size={16} aria-hidden />} onClick={() => newSeries()}>
            {seriesMessages.create}
          </Button>
        ) : null
      }
    >
      <PagedTable
        label={words.classes}
        paged={paged}
        rowKey={({ seriesId }) => seriesId}
        columns={columns}
        onOpen={({ seriesId }) => openSeries(seriesId)}
        empty={<EmptyState icon={IconSchool} title={words.list.empty} hint={words.list.emptyHint} />}
      />
    </ListPage>
  );
}

function useColumns(): readonly DataColumn<ClassRow>[] {
  const format = useFormat();
  return useMemo(() => {
    const { columns } = words.list;
    return [
      {
        key: 'title',
        header: columns.title,
        width: 'minmax(186px, 2fr)',
        render: (row) => (
          <>
            <span className="dot" style={{ background: `var(--service-${row.color}-edge)` }} aria-hidden />
            {row.title}
          </>
        ),
      },
      {
        key: 'dates',
        header: columns.dates,
        width: '120px',
        render: (row) =>
          [row.firstDate, row.lastDate]
            .filter((date) => date !== null)
            .map((date) => format.day(date, 'short'))
            .join(' – '),
      },
      {
        key: 'enrolled',
        header: columns.enrolled,
        width: '76px',
        align: 'right',
        render: (row) => `${row.enrolled} / ${row.capacity}`,
      },
      {
        key: 'enrolUntil',
        header: columns.enrolUntil,
        width: '140px',
        render: (row) => format.instant(row.enrolUntilAt),
      },
      {
        key: 'dropUntil',
        header: columns.dropUntil,
        width: '140px',
        render: (row) => format.instant(row.dropUntilAt),
      },
      {
        key: 'price',
        header: columns.price,
        width: 'minmax(250px, 1fr)',
        render: (row) => <span className="figures">{classTotals(row.totals, format)}</span>,
      },
      {
        key: 'state',
        header: columns.state,
        width: '105px',
        render: (row) => <ClassStateBadge state={row.state} />,
      },
    ];
  }, [format]);
}
