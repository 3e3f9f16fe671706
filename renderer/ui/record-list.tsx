import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { type DataColumn, DataTable } from './data-table.tsx';
import { SidePanel } from './side-panel.tsx';
import { EmptyState } from './states.tsx';
import { useOpenRecord } from './wanted-switch.ts';

/** What every row of such a list has. */
export interface ListedRecord {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
}

/** A list: its words, its rows and what shows them. */
export interface RecordListOptions<Row extends ListedRecord> {
  readonly words: {
    /** The name of the table. */
    readonly table: string;
    readonly add: string;
    readonly edit: string;
    readonly none: string;
    readonly noneHint: string;
  };
  readonly rows: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  /** What the address may lead to a record of. */
  readonly kind?: 'service' | 'location' | 'room';
  /** A second list of a page: its button is not the page's main one. */
  readonly isSecond?: boolean;
  /** `row` null: a new one. */
  readonly form: (row: Row | null, close: () => void) => ReactNode;
}

/** A short list of things that are added and edited in a side panel; Enter opens the row's form. */
export function useRecordList<Row extends ListedRecord>(
  list: RecordListOptions<Row>,
): { readonly addButton: ReactElement; readonly table: ReactElement } {
  const { words } = list;
  const [openId, setOpenId] = useOpenRecord(list.kind);
  const row = list.rows.find(({ id }) => id === openId) ?? null;
  const isOpen = openId === 'new' || row !== null;
  const close = (): void => setOpenId(null);
  return {
    addButton: (
      <Button
        variant={list.isSecond ? 'default' : 'filled'}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setOpenId('new')}
      >
        {words.add}
      </Button>
    ),
    table: (
      <>
        <DataTable
          label={words.table}
          rows={list.rows}
          rowKey={({ id }) => id}
          columns={list.columns}
          onOpen={({ id }) => setOpenId(id)}
          isMuted={({ active }) => !active}
          empty={<EmptyState title={words.none} hint={words.noneHint} />}
        />
        <SidePanel title={row === null ? words.add : words.edit} opened={isOpen} onClose={close}>
          {isOpen ? <div key={openId}>{list.form(row, close)}</div> : null}
        </SidePanel>
      </>
    ),
  };
}
