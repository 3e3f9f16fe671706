import { Alert, Button, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck, IconHistory, IconLink } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useMemo, useState } from 'react';
import { engine, queries } from '#renderer/api/engine.ts';
import { auditMessages as words } from '#renderer/messages/audit.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { EmptyState, ErrorNote } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';

interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: number;
  readonly data: string;
}

/** Who did what, newest first; whether the chain of entries is whole. */
export function AuditScreen(): ReactElement {
  const format = useFormat();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 150);
  const columns = useColumns();
  const paged = usePagedRows<AuditRow>({
    queryKey: [...queries.audit.list.key(), { search }],
    load: (page, signal) => engine.audit.list({ search, ...page }, { signal }),
  });
  return (
    <SettingsLayout
      section="audit"
      fills
      actions={
        <Text c="dimmed" className="figures">
          {words.count(format.number(paged.total))}
        </Text>
      }
    >
      <div className="filter-bar">
        <TextInput
          label={words.search}
          placeholder={words.searchHint}
          value={text}
          maxLength={100}
          w={320}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Verify />
      </div>
      <div className="settings-list">
        <PagedTable
          label={words.table}
          paged={paged}
          rowKey={({ id }) => id}
          columns={columns}
          empty={
            <EmptyState
              icon={IconHistory}
              title={search ? words.nothingFound : words.none}
              hint={words.noneHint}
            />
          }
        />
      </div>
    </SettingsLayout>
  );
}

function Verify(): ReactElement {
  const format = useFormat();
  const verifying = useMutation({ mutationFn: () => engine.audit.verify() });
  const found = verifying.data;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconLink size={16} aria-hidden />}
        loading={verifying.isPending}
        onClick={() => verifying.mutate()}
      >
        {words.verify}
      </Button>
      <ErrorNote error={verifying.error} />
      {found ? (
        <Alert
          py={6}
          variant="light"
          color={found.brokenAt === null ? 'green' : 'red'}
          icon={found.brokenAt === null ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
          role={found.brokenAt === null ? 'status' : 'alert'}
          title={
            found.brokenAt === null
              ? words.whole(format.number(found.rows))
              : words.broken(format.number(found.brokenAt))
          }
        />
      ) : null}
    </>
  );
}

function useColumns(): readonly DataColumn<AuditRow>[] {
  const format = useFormat();
  return useMemo(
    () => [
      { key: 'when', header: words.when, width: '170px', render: ({ at }) => format.instant(at) },
      { key: 'who', header: words.who, width: 'minmax(120px, 1fr)', render: ({ actor }) => actor },
      { key: 'action', header: words.action, width: 'minmax(160px, 1fr)', render: ({ action }) => action },
      {
        key: 'subject',
        header: words.subject,
        width: 'minmax(120px, 1fr)',
        render: ({ subjectKind, subjectId }) => words.subjectOf(subjectKind, String(subjectId)),
      },
      {
        key: 'data',
        header: words.data,
        width: 'minmax(200px, 3fr)',
        render: ({ data }) => <span title={detailText(data)}>{detailText(data)}</span>,
      },
    ],
    [format],
  );
}

/** `{"kind":"ics","sessions":3}` → "kind ics, sessions 3". */
function detailText(data: string): string {
  const details: unknown = JSON.parse(data);
  if (typeof details !== 'object' || details === null) return data;
  return Object.entries(details)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
