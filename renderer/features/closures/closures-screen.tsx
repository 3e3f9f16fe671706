import { Button, SegmentedControl } from '@mantine/core';
import { IconCalendarOff, IconDownload, IconPlus } from '@tabler/icons-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { ListedClosure } from '#contract/desktop/closure.ts';
import { type Catalog, useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { closedWhat, closureMessages as words } from '#renderer/messages/closures.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { ListPage } from '#renderer/ui/list-page.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { EmptyState, NoPermissionState } from '#renderer/ui/states.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import { ClosureWhen } from './closure-words.tsx';
import './closures.css';
import { HolidayPanel } from './holiday-panel.tsx';

/** When the studio or a part of it is closed: coming and past, what lies inside, and which jobs cancelled because of it. */
export function ClosuresScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Closures /> : <NoPermissionState />;
}

type When = 'coming' | 'past';

function Closures(): ReactElement {
  const format = useFormat();
  const catalog = useCatalog();
  const isManagement = useMay('owner', 'admin');
  const { openClosure, newClosure } = usePanels();
  const [when, setWhen] = useState<When>('coming');
  const [isImporting, setImporting] = useState(false);
  const list = usePagedRows<ListedClosure>({
    queryKey: [...queries.closure.list.key(), when],
    load: (page, signal) => engine.closure.list({ when, ...page }, { signal }),
  });
  const columns = useMemo(() => columnsOf(format, catalog), [format, catalog]);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => newClosure()}>
      {words.add}
    </Button>
  );
  return (
    <ListPage
      title={words.title}
      actions={
        <>
          <SegmentedControl
            size="sm"
            aria-label={words.whenLabel}
            value={when}
            onChange={(value) => setWhen(value === 'past' ? 'past' : 'coming')}
            data={[
              { value: 'coming', label: words.when.coming },
              { value: 'past', label: words.when.past },
            ]}
          />
          {isManagement ? (
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => setImporting(true)}
            >
              {words.importHolidays}
            </Button>
          ) : null}
          {add}
        </>
      }
    >
      <PagedTable
        label={words.title}
        paged={list}
        skeletonRows={8}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => openClosure(row.id)}
        empty={
          <EmptyState
            icon={IconCalendarOff}
            title={when === 'coming' ? words.emptyComing : words.emptyPast}
            hint={when === 'coming' ? words.emptyHint : ''}
          />
        }
      />
      {isImporting ? <HolidayPanel onClose={() => setImporting(false)} /> : null}
    </ListPage>
  );
}

function columnsOf(format: StudioFormat, catalog: Catalog): readonly DataColumn<ListedClosure>[] {
  return [
    {
      key: 'when',
      header: words.columns.when,
      width: 'minmax(250px, 1.3fr)',
      render: (row) => <ClosureWhen span={row} format={format} />,
    },
    {
      key: 'title',
      header: words.columns.title,
      width: 'minmax(150px, 1.2fr)',
      render: ({ title }) => title,
    },
    {
      key: 'what',
      header: words.columns.what,
      width: 'minmax(130px, 1fr)',
      render: (row) => closedWhat(row, catalog.nameOf),
    },
    {
      key: 'inside',
      header: words.columns.inside,
      width: '120px',
      align: 'right',
      render: ({ inside }) => (inside.count === 0 ? '' : words.insideCount(format, inside)),
    },
    {
      key: 'jobs',
      header: words.columns.jobs,
      width: '130px',
      render: ({ jobs }) => jobs.map(({ jobId }) => words.job(jobId)).join(', '),
    },
    {
      key: 'source',
      header: words.columns.source,
      width: '120px',
      render: ({ source }) => words.sources[source],
    },
  ];
}
