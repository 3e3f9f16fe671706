import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { type ReactElement, useMemo } from 'react';
import type { ImportPreview } from '#contract/desktop/import.ts';
import { doubtSentence, importMessages as words } from '#renderer/messages/import.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { madeText } from './made-text.ts';
import { SampleTable } from './sample-table.tsx';
import type { useImport } from './use-import.ts';

/** What the import would make, leave out and look like; the button stands below all of it. */
export function DryRun(props: {
  readonly preview: ImportPreview;
  readonly run: ReturnType<typeof useImport>;
}): ReactElement {
  const { preview, run } = props;
  const format = useFormat();
  const hasWork = preview.make.length > 0;
  return (
    <section
      className="settings-form settings-wide panel-card"
      aria-label={words.dryRun}
      aria-busy={run.isReading}
    >
      <Stack gap={12}>
        <div>
          <Title order={2}>{words.dryRun}</Title>
          <Text size="sm" c="dimmed">
            {words.dryRunHint}
          </Text>
        </div>
        <div role="status">
          {hasWork ? (
            <>
              <Text fw={600}>{words.makes}</Text>
              <List size="sm">
                {preview.make.map(({ what, count }) => (
                  <List.Item key={what}>{words.counts[what]?.(count, format.number(count))}</List.Item>
                ))}
              </List>
            </>
          ) : (
            <Text fw={600}>{words.nothingNew}</Text>
          )}
          {preview.alreadyThere > 0 ? (
            <Text size="sm">{words.alreadyThere(format.number(preview.alreadyThere))}</Text>
          ) : null}
        </div>
        <Doubts preview={preview} />
        <SampleTable sample={preview.sample} />
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">
            {run.isApplying
              ? words.importing
              : hasWork
                ? words.consequence(madeText(preview.make, format))
                : ''}
          </Text>
          <Group gap={8} wrap="nowrap">
            <Button
              disabled={!hasWork || run.isReading}
              loading={run.isApplying}
              onClick={run.apply}
              style={{ flexShrink: 0 }}
            >
              {words.import}
            </Button>
          </Group>
        </Group>
      </Stack>
    </section>
  );
}

type Doubt = ImportPreview['doubtful'][number] & { readonly key: number };

function Doubts({ preview }: { readonly preview: ImportPreview }): ReactElement {
  const format = useFormat();
  const rows = useMemo(() => preview.doubtful.map((doubt, key) => ({ ...doubt, key })), [preview.doubtful]);
  const isCalendar = preview.kind === 'ics';
  const columns = useMemo<readonly DataColumn<Doubt>[]>(
    () => [
      {
        key: 'row',
        header: isCalendar ? words.line : words.row,
        width: '60px',
        align: 'right',
        render: ({ row }) => row,
      },
      {
        key: 'outcome',
        header: words.outcome,
        width: '110px',
        render: ({ severity }) => (
          <StatusBadge
            tone={severity === 'skipped' ? 'warning' : 'neutral'}
            icon={severity === 'skipped' ? IconAlertTriangle : IconInfoCircle}
            label={words.severities[severity]}
          />
        ),
      },
      { key: 'what', header: words.what, width: 'minmax(100px, 1fr)', render: ({ what }) => what },
      {
        key: 'reason',
        header: words.reason,
        width: 'minmax(320px, 4fr)',
        render: ({ code, data }) => {
          const sentence = doubtSentence(code, data);
          return <span title={sentence}>{sentence}</span>;
        },
      },
    ],
    [isCalendar],
  );
  if (rows.length === 0) return <Text size="sm">{words.noDoubts}</Text>;
  const total = format.number(preview.doubtfulTotal);
  return (
    <div>
      <Title order={3} mb={4}>
        {words.doubtful(total)}
      </Title>
      <div className="doubts" style={{ height: 34 + Math.min(rows.length, 8) * 34 + 4 }}>
        <DataTable label={words.doubtful(total)} rows={rows} rowKey={({ key }) => key} columns={columns} />
      </div>
      {preview.doubtfulTotal > rows.length ? (
        <Text size="sm" c="dimmed">
          {words.onlyFirst(format.number(rows.length), total)}
        </Text>
      ) : null}
    </div>
  );
}
