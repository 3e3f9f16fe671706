import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { takeFocus } from './focus-back.ts';
import './figure-grid.css';

export interface FigureColumn {
  readonly key: string;
  readonly header: string;
}

export interface FigureLine {
  readonly key: string;
  readonly name: ReactNode;
  /** In the order of the columns. */
  readonly cells: readonly string[];
  /** Which of them open something. */
  readonly opens: readonly boolean[];
}

const ROW_HEIGHT = 34;

/**
 * Lines of figures under a head, with their totals at the foot. One tab stop: arrows go from figure to figure, Home and End to the
 * ends of a line, Page moves on, Enter opens. Only the lines in sight are drawn.
 */
export function FigureGrid(props: {
  readonly label: string;
  readonly nameHeader: string;
  readonly columns: readonly FigureColumn[];
  readonly lines: readonly FigureLine[];
  /** The last of all lines, always in sight. */
  readonly totals: readonly FigureLine[];
  readonly total?: number;
  readonly onOpen: (line: string, column: string) => void;
  /** The figure that was open a moment ago: it has the focus when nothing else has. */
  readonly returnsTo?: { readonly line: string; readonly column: string } | null;
  readonly onSeen?: (lastIndex: number) => void;
  readonly empty?: ReactNode;
}): ReactElement {
  const { columns, lines, totals } = props;
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const all = [...lines, ...totals];
  // oxlint-disable-next-line react/incompatible-library -- it may not be memoized, and is not
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1);
      if (last && props.onSeen) props.onSeen(last.index);
    },
  });
  const scrollTo = (row: number): void => {
    if (row < lines.length) virtual.scrollToIndex(row);
  };
  const [start] = useState(() => placeOf(all, columns, props.returnsTo ?? null));
  const keys = useFigureKeys(all, columns.length, scrollTo, start);
  const isPlaced = useRef(start === null);
  useEffect(() => {
    if (isPlaced.current || start === null) return;
    isPlaced.current = true;
    if (takeFocus(scroll.current)) scrollTo(start.row);
  });
  const open = (row: number, column: number): void => {
    const line = all[row];
    const head = columns[column];
    if (line && head && line.opens[column]) props.onOpen(line.key, head.key);
  };
  const template: CSSProperties = {
    gridTemplateColumns: ['minmax(150px, 1.4fr)', ...widths(all, columns)].join(' '),
  };
  const draw = (row: number, style: CSSProperties, className: string): ReactElement | null => {
    const line = all[row];
    return line ? (
      <Line
        key={line.key}
        id={id}
        row={row}
        line={line}
        columns={columns}
        style={{ ...template, ...style }}
        className={className}
        active={keys.row === row ? keys.column : null}
        onChoose={(column) => {
          keys.put(row, column);
          open(row, column);
        }}
      />
    ) : null;
  };
  return (
    <div className="grid">
      <div
        ref={scroll}
        className="grid-scroll figure-grid"
        role="grid"
        aria-label={props.label}
        aria-rowcount={(props.total ?? lines.length) + totals.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={all.length > 0 ? `${id}-${keys.row}-${keys.column}` : undefined}
        tabIndex={0}
        onKeyDown={(event) => keys.onKeyDown(event, open)}
      >
        <div className="grid-inner" role="presentation">
          <div className="grid-row grid-head" role="row" aria-rowindex={1} style={template}>
            <div role="columnheader" className="grid-cell">
              {props.nameHeader}
            </div>
            {columns.map((column) => (
              <div
                key={column.key}
                role="columnheader"
                className="grid-cell figure-head"
                data-align="right"
                title={column.header}
              >
                {column.header}
              </div>
            ))}
          </div>
          <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {virtual
              .getVirtualItems()
              .map((item) => draw(item.index, { transform: `translateY(${item.start}px)` }, 'grid-item'))}
          </div>
          {lines.length === 0 ? null : (
            <div role="rowgroup" className="figure-totals">
              {totals.map((_, index) => draw(lines.length + index, {}, 'figure-total'))}
            </div>
          )}
        </div>
        {lines.length === 0 ? props.empty : null}
      </div>
    </div>
  );
}

function Line(props: {
  readonly id: string;
  readonly row: number;
  readonly line: FigureLine;
  readonly columns: readonly FigureColumn[];
  readonly style: CSSProperties;
  readonly className: string;
  /** The column that the keys stand on; null on other lines. */
  readonly active: number | null;
  readonly onChoose: (column: number) => void;
}): ReactElement {
  const { id, row, line } = props;
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className={`grid-row ${props.className}`}
      style={{ ...props.style, height: ROW_HEIGHT }}
    >
      <div role="rowheader" className="grid-cell">
        {line.name}
      </div>
      {props.columns.map((column, index) => (
        <div
          key={column.key}
          id={`${id}-${row}-${index}`}
          role="gridcell"
          className="grid-cell figure-cell"
          data-align="right"
          data-opens={line.opens[index] || undefined}
          data-active={props.active === index || undefined}
          onClick={() => props.onChoose(index)}
        >
          {line.cells[index]}
        </div>
      ))}
    </div>
  );
}

/** Room for the longest figure of each column: none is cut off, however large a total is. In px, because heads and totals differ in type. */
function widths(lines: readonly FigureLine[], columns: readonly FigureColumn[]): readonly string[] {
  return columns.map(({ header }, index) => {
    const longest = lines.reduce((most, { cells }) => Math.max(most, cells[index]?.length ?? 0), 0);
    return `minmax(${Math.max(longest * FIGURE_PX, header.length * HEAD_PX) + 8}px, 1fr)`;
  });
}

const FIGURE_PX = 9.6;
const HEAD_PX = 9;
const PAGE_ROWS = 15;

/** Where a figure stands, or null when it is not among these. */
function placeOf(
  lines: readonly FigureLine[],
  columns: readonly FigureColumn[],
  figure: { readonly line: string; readonly column: string } | null,
) {
  const row = lines.findIndex(({ key }) => key === figure?.line);
  const column = columns.findIndex(({ key }) => key === figure?.column);
  return row < 0 || column < 0 ? null : { row, column };
}

function useFigureKeys(
  all: readonly FigureLine[],
  columns: number,
  scrollTo: (row: number) => void,
  start: { readonly row: number; readonly column: number } | null,
) {
  const [wanted, setWanted] = useState(start ?? { row: 0, column: 0 });
  const row = Math.max(0, Math.min(wanted.row, all.length - 1));
  const column = Math.max(0, Math.min(wanted.column, columns - 1));
  const put = (nextRow: number, nextColumn: number): void => {
    const at = Math.max(0, Math.min(nextRow, all.length - 1));
    setWanted({ row: at, column: Math.max(0, Math.min(nextColumn, columns - 1)) });
    scrollTo(at);
  };
  const steps: Readonly<Record<string, () => void>> = {
    ArrowDown: () => put(row + 1, column),
    ArrowUp: () => put(row - 1, column),
    ArrowRight: () => put(row, column + 1),
    ArrowLeft: () => put(row, column - 1),
    PageDown: () => put(row + PAGE_ROWS, column),
    PageUp: () => put(row - PAGE_ROWS, column),
    Home: () => put(row, 0),
    End: () => put(row, columns - 1),
  };
  const onKeyDown = (event: KeyboardEvent, open: (row: number, column: number) => void): void => {
    if (event.key === 'Enter') open(row, column);
    else if (event.ctrlKey && event.key === 'Home') put(0, column);
    else if (event.ctrlKey && event.key === 'End') put(all.length - 1, column);
    else if (steps[event.key]) steps[event.key]?.();
    else return;
    event.preventDefault();
  };
  return { row, column, put, onKeyDown };
}
