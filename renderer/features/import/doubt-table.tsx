import { Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { ImportPreview } from '#contract/desktop/import.ts';
import { isLocalDate, isLocalTime } from '#domain/values/time.ts';
import { doubtSentence, importMessages as words } from '#renderer/messages/import.ts';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';

/** Rows and entries that someone should look at, each with its whole sentence; the engine sends the first thousand. */
export function DoubtTable({ preview }: { readonly preview: ImportPreview }): ReactElement {
  const format = useFormat();
  const { doubtful, doubtfulTotal } = preview;
  if (doubtful.length === 0) return <Text size="sm">{words.noDoubts}</Text>;
  const title = words.doubtful(format.number(doubtfulTotal));
  return (
    <div>
      <Title order={3} mb={4}>
        {title}
      </Title>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to get at it */}
      <div className="sample doubts" role="region" aria-label={title} tabIndex={0}>
        <Table verticalSpacing={4} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th data-number>{preview.kind === 'ics' ? words.line : words.row}</Table.Th>
              <Table.Th>{words.outcome}</Table.Th>
              <Table.Th>{words.what}</Table.Th>
              <Table.Th>{words.reason}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {doubtful.map(({ row, severity, what, code, data }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- a row may have several doubts of one kind
              <Table.Tr key={index}>
                <Table.Td data-number>{row}</Table.Td>
                <Table.Td>
                  <StatusBadge
                    tone={severity === 'skipped' ? 'warning' : 'neutral'}
                    icon={severity === 'skipped' ? IconAlertTriangle : IconInfoCircle}
                    label={words.severities[severity]}
                  />
                </Table.Td>
                <Table.Td>{what}</Table.Td>
                <Table.Td>{doubtSentence(code, readable(data, format))}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {doubtfulTotal > doubtful.length ? (
        <Text size="sm" c="dimmed">
          {words.onlyFirst(format.number(doubtful.length), format.number(doubtfulTotal))}
        </Text>
      ) : null}
    </div>
  );
}

type Data = ImportPreview['doubtful'][number]['data'];

/** Days, times and amounts as the studio writes them. */
function readable(data: Data, format: StudioFormat): Data {
  const shown = ([name, value]: [string, string | number]): [string, string | number] => {
    if (typeof value === 'number') return [name, name.endsWith('Minor') ? format.money(value) : value];
    if (isLocalDate(value)) return [name, format.day(value, 'numeric')];
    return [name, isLocalTime(value) ? format.time(value) : value];
  };
  return Object.fromEntries(Object.entries(data).map(shown));
}
