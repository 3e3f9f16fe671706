import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';
import { takeFocus } from './focus-back.ts';
import { type RowKey, useTableKeys } from './use-table-keys.ts';

export interface DataColumn<Row> {
  readonly key: string;
  readonly header: string;
  /** A CSS grid track: "120px", "minmax(160px, 1fr)". */
  readonly width: string;
  readonly align?: 'left' | 'right';
  readonly render: (row: Row) => ReactNode;
}

export interface DataSelection<Row> {
  readonly selected: ReadonlySet<RowKey>;
  readonly onChange: (selected: ReadonlySet<RowKey>) => void;
  /** Names the row for its check box. */
  readonly labelOf: (row: Row) => string;
  readonly isDisabled?: (row: Row) => boolean;
}

const ROW_HEIGHT = 34;

/**
 * A table of any length: only the rows in sight are drawn. One tab stop; arrows, Page, Home and End move, Enter opens,
 * Space ticks, Shift with an arrow or a click ticks a range, Ctrl+A ticks all. `onSeen` tells the last row drawn, for
 * loading more.
 */
export function DataTable<Row>(props: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => RowKey;
  readonly columns: readonly DataColumn<Row>[];
  readonly selection?: DataSelection<Row>;
  readonly onOpen?: (row: Row) => void;
  readonly onSeen?: (lastIndex: number) => void;
  /** How many there are in all, when `rows` holds only the first of them. */
  readonly total?: number;
  readonly isMuted?: (row: Row) => boolean;
  readonly footer?: ReactNode;
  /** It has come in the place of what had the focus. */
  readonly takesFocus?: boolean;
  /** Shown inside the frame of the table when there is no row. */
  readonly empty?: ReactNode;
}): ReactElement {
  const { rows, columns, selection, onSeen } = props;
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const { takesFocus } = props;
  useEffect(() => {
    if (takesFocus) takeFocus(scroll.current);
  }, [takesFocus]);
  // oxlint-disable-next-line react/incompatible-library -- it may not be memoized, and is not
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1);
      if (last && onSeen) onSeen(last.index);
    },
  });
  const keys = useTableKeys({
    rows,
    rowKey: props.rowKey,
    ...(selection ? { selection } : {}),
    ...(props.onOpen ? { onOpen: props.onOpen } : {}),
    scrollTo: (index) => virtual.scrollToIndex(index),
  });
  const template: CSSProperties = {
    gridTemplateColumns: [...(selection ? ['20px'] : []), ...columns.map(({ width }) => width)].join(' '),
  };
  const items = virtual.getVirtualItems();
  return (
    <div className="grid">
      <div
        ref={scroll}
        className="grid-scroll"
        role="grid"
        aria-label={props.label}
        aria-rowcount={(props.total ?? rows.length) + 1}
        aria-colcount={columns.length + (selection ? 1 : 0)}
        aria-multiselectable={selection ? true : undefined}
        aria-activedescendant={rows.length > 0 ? `${id}-${keys.active}` : undefined}
        tabIndex={0}
        onKeyDown={keys.onKeyDown}
      >
        <div className="grid-inner" role="presentation">
          <div className="grid-row grid-head" role="row" aria-rowindex={1} style={template}>
            {selection ? (
              <div role="columnheader" className="grid-cell">
                <Checkbox
                  aria-label={uiMessages.selectAll}
                  checked={keys.allSelected}
                  indeterminate={keys.someSelected}
                  onChange={keys.toggleAll}
                />
              </div>
            ) : null}
            {columns.map((column) => (
              <div key={column.key} role="columnheader" className="grid-cell" data-align={column.align}>
                {column.header}
              </div>
            ))}
          </div>
          <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              const key = props.rowKey(row);
              const isSelected = selection?.selected.has(key) ?? false;
              return (
                <div
                  key={key}
                  id={`${id}-${item.index}`}
                  role="row"
                  className="grid-row grid-item"
                  aria-rowindex={item.index + 2}
                  aria-selected={selection ? isSelected : undefined}
                  data-active={item.index === keys.active || undefined}
                  data-muted={props.isMuted?.(row) || undefined}
                  data-opens={props.onOpen ? true : undefined}
                  style={{ ...template, height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
                  onClick={(event) => keys.onRowClick(event, item.index)}
                >
                  {selection ? (
                    <div role="gridcell" className="grid-cell">
                      <Checkbox
                        tabIndex={-1}
                        aria-label={uiMessages.selectRow(selection.labelOf(row))}
                        checked={isSelected}
                        disabled={selection.isDisabled?.(row) ?? false}
                        onClick={(event) => keys.onTick(event, item.index)}
                        onChange={() => undefined}
                      />
                    </div>
                  ) : null}
                  {columns.map((column) => (
                    <div
                      key={column.key}
                      role="gridcell"
                      className="grid-cell"
                      data-align={column.align}
                      onMouseEnter={tellWhole}
                    >
                      {column.render(row)}
                    </div>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
        {rows.length === 0 ? props.empty : null}
      </div>
      {props.footer}
    </div>
  );
}

/** What does not fit in its cell is told whole where the mouse rests on it. */
function tellWhole({ currentTarget: cell }: { readonly currentTarget: HTMLElement }): void {
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent;
  else cell.removeAttribute('title');
}
