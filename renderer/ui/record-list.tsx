import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { type DataColumn, DataTable } from './data-table.tsx';
import { SidePanel } from './side-panel.tsx';
import { EmptyState } from './states.tsx';

interface ListedRecord {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
}

/** A short list of things that are added and edited in a side panel; Enter opens the row's form. */
export function useRecordList<Row extends ListedRecord>(list: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  readonly addLabel: string;
  /** A second list of a page: its button is not the page's main one. */
  readonly isSecond?: boolean;
  readonly editLabel: string;
  readonly emptyTitle: string;
  readonly emptyHint: string;
  /** `row` null: a new one. */
  readonly form: (row: Row | null, close: () => void) => ReactNode;
}): { readonly addButton: ReactElement; readonly table: ReactElement } {
  const [openId, setOpenId] = useState<number | 'new' | null>(null);
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
        {list.addLabel}
      </Button>
    ),
    table: (
      <>
        <DataTable
          label={list.label}
          rows={list.rows}
          rowKey={({ id }) => id}
          columns={list.columns}
          onOpen={({ id }) => setOpenId(id)}
          isMuted={({ active }) => !active}
          empty={<EmptyState title={list.emptyTitle} hint={list.emptyHint} />}
        />
        <SidePanel title={row === null ? list.addLabel : list.editLabel} opened={isOpen} onClose={close}>
          {isOpen ? <div key={openId}>{list.form(row, close)}</div> : null}
        </SidePanel>
      </>
    ),
  };
}
