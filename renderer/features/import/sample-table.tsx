import { Table, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { isLocalDate, isLocalTime } from '#domain/values/time.ts';
import { importMessages as words } from '#renderer/messages/import.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';

type Row = Readonly<Record<string, string>>;

/** The first rows as they will be. Columns that are empty in all of them are left out. */
export function SampleTable({ sample }: { readonly sample: readonly Row[] }): ReactElement | null {
  const format = useFormat();
  const keys = Object.keys(sample[0] ?? {}).filter((key) => sample.some((row) => row[key] !== ''));
  if (keys.length === 0) return null;
  return (
    <div>
      <Title order={3} mb={4}>
        {words.sample}
      </Title>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to get at it */}
      <div className="sample" role="region" aria-label={words.sample} tabIndex={0}>
        <Table verticalSpacing={4} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              {keys.map((key) => (
                <Table.Th key={key} data-number={isNumber(key) || undefined}>
                  {words.sampleColumns[key] ?? key}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sample.map((row, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows of a dry run have nothing else
              <Table.Tr key={index}>
                {keys.map((key) => (
                  <Table.Td key={key} data-number={isNumber(key) || undefined}>
                    {shown(key, row[key] ?? '', format)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </div>
  );
}

function shown(key: string, text: string, format: StudioFormat): string {
  if (key === 'funding') return words.fundings[text] ?? text;
  if (isLocalDate(text)) return format.day(text, 'numeric');
  return isLocalTime(text) ? format.time(text) : text;
}

const isNumber = (key: string): boolean =>
  ['minutes', 'capacity', 'credits', 'balance', 'price'].includes(key);
