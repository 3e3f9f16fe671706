import { type KeyboardEvent, type MouseEvent, useState } from 'react';

export type RowKey = number | string;

interface Selecting<Row> {
  readonly selected: ReadonlySet<RowKey>;
  readonly onChange: (selected: ReadonlySet<RowKey>) => void;
  readonly isDisabled?: (row: Row) => boolean;
}

interface TableKeys {
  readonly active: number;
  readonly allSelected: boolean;
  readonly someSelected: boolean;
  readonly toggleAll: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onRowClick: (event: MouseEvent, index: number) => void;
  readonly onTick: (event: MouseEvent, index: number) => void;
}

const PAGE_ROWS = 15;

/** The keyboard and mouse of a table: one active row, ticks by space, ranges by shift from the last row ticked. */
export function useTableKeys<Row>(table: {
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => RowKey;
  readonly selection?: Selecting<Row>;
  readonly onOpen?: (row: Row) => void;
  readonly scrollTo: (index: number) => void;
}): TableKeys {
  const { rows, rowKey, selection } = table;
  const [wanted, setActive] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const active = Math.max(0, Math.min(wanted, rows.length - 1));
  const selectable = selection ? rows.filter((row) => !selection.isDisabled?.(row)) : [];
  const ticked = selection ? selectable.filter((row) => selection.selected.has(rowKey(row))).length : 0;

  const move = (to: number, extend: boolean): void => {
    const next = Math.max(0, Math.min(to, rows.length - 1));
    setActive(next);
    table.scrollTo(next);
    if (extend) tickRange(anchor, next);
    else setAnchor(next);
  };
  const tickRange = (from: number, to: number): void => {
    if (!selection) return;
    const next = new Set(selection.selected);
    for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1))
      if (!selection.isDisabled?.(row)) next.add(rowKey(row));
    selection.onChange(next);
  };
  const toggle = (index: number): void => {
    const row = rows[index];
    if (!selection || row === undefined || selection.isDisabled?.(row)) return;
    const next = new Set(selection.selected);
    if (!next.delete(rowKey(row))) next.add(rowKey(row));
    selection.onChange(next);
    setAnchor(index);
  };
  const toggleAll = (): void => {
    if (!selection) return;
    const next = new Set(selection.selected);
    const isAll = ticked === selectable.length;
    for (const row of selectable) {
      if (isAll) next.delete(rowKey(row));
      else next.add(rowKey(row));
    }
    selection.onChange(next);
  };
  const open = (index: number): void => {
    const row = rows[index];
    if (row !== undefined) table.onOpen?.(row);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement && event.key === ' ') return;
    const target = targetOf(event.key, active, rows.length);
    if (target !== null) move(target, event.shiftKey);
    else if (event.key === ' ') toggle(active);
    else if (event.key === 'Enter') open(active);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && selection) toggleAll();
    else return;
    event.preventDefault();
  };
  const onTick = (event: MouseEvent, index: number): void => {
    event.stopPropagation();
    setActive(index);
    if (event.shiftKey) tickRange(anchor, index);
    else toggle(index);
  };
  const onRowClick = (event: MouseEvent, index: number): void => {
    setActive(index);
    if (event.target instanceof Element && event.target.closest('button, a, input')) return;
    if (selection && event.shiftKey) tickRange(anchor, index);
    else if (table.onOpen) open(index);
    else toggle(index);
  };
  return {
    active,
    allSelected: selectable.length > 0 && ticked === selectable.length,
    someSelected: ticked > 0 && ticked < selectable.length,
    toggleAll,
    onKeyDown,
    onRowClick,
    onTick,
  };
}

function targetOf(key: string, active: number, count: number): number | null {
  if (key === 'ArrowDown') return active + 1;
  if (key === 'ArrowUp') return active - 1;
  if (key === 'PageDown') return active + PAGE_ROWS;
  if (key === 'PageUp') return active - PAGE_ROWS;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
