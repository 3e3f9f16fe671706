import { Table, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ImportPreview } from '#contract/desktop/import.ts';
import { importMessages as words } from '#renderer/messages/import.ts';
import { SearchSelect } from '#renderer/ui/search-select.tsx';

/** Which column of the file is which of ours; guessed, and changed by a choice. */
export function MappingTable(props: {
  readonly preview: ImportPreview;
  readonly onChange: (mapping: Readonly<Record<string, string>>) => void;
}): ReactElement {
  const { columns, fileColumns } = props.preview;
  const isMissing = columns.some(({ required, source }) => required && source === null);
  const names = [...new Set(fileColumns.filter((name) => name !== ''))];
  return (
    <section className="settings-form settings-wide panel-card" aria-label={words.columns}>
      <Title order={2}>{words.columns}</Title>
      {isMissing ? (
        <Text size="sm" role="status" className="import-needed">
          {words.neededHint}
        </Text>
      ) : null}
      <Table className="mapping" verticalSpacing={4} withRowBorders={false}>
        <Table.Tbody>
          {pairs(columns).map((pair) => (
            <Table.Tr key={pair[0]?.field}>
              {pair.map(({ field, required, source }) => (
                <Table.Td key={field}>
                  <SearchSelect
                    label={
                      required && source === null
                        ? `${words.fields[field] ?? field} (${words.needed})`
                        : (words.fields[field] ?? field)
                    }
                    placeholder={words.notInFile}
                    data={names}
                    value={source}
                    clearable
                    size="xs"
                    onChange={(name) => props.onChange({ [field]: name ?? '' })}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function pairs<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const rows: Item[][] = [];
  for (let index = 0; index < items.length; index += 4) rows.push(items.slice(index, index + 4));
  return rows;
}
