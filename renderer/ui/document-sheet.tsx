import type { ReactElement } from 'react';
import {
  codeSideMm,
  type Document,
  type DocumentTable,
  type Fact,
  type QrCode,
  type Total,
  wideColumn,
} from '#domain/document/document.ts';
import './report.css';
import './document-sheet.css';

/** A document as it comes out of the printer: on screen and on paper the same words as in its PDF. */
export function DocumentSheet({ document }: { readonly document: Document }): ReactElement {
  const { title, number, stamp, studio, parties, facts, intro, tables, totals, notes, qr } = document;
  return (
    <article
      className="report document"
      data-paper={document.paper}
      data-numbered={window.callboard ? undefined : true}
      aria-label={[title, number].filter(Boolean).join(' ')}
    >
      <header className="document-head">
        <div>
          <h1>{title}</h1>
          {number ? <p className="document-number">{number}</p> : null}
          {stamp ? <p className="document-stamp">{stamp}</p> : null}
        </div>
        <div className="document-studio">
          {studio.logo ? <img src={studio.logo} alt="" /> : null}
          <p>
            <strong>{studio.name}</strong>
          </p>
          {studio.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </header>
      <div className="document-about">
        <div className="document-parties">
          {parties.map(({ label, lines }) => (
            <div key={label}>
              <span>{label}</span>
              {lines.map((line, index) => (
                <p key={`${index} ${line}`}>{index === 0 ? <strong>{line}</strong> : line}</p>
              ))}
            </div>
          ))}
        </div>
        <Pairs pairs={facts} />
      </div>
      {intro ? (
        <p className="report-about" dir="auto">
          {intro}
        </p>
      ) : null}
      {tables.map((table, index) => (
        <SheetTable key={`${index} ${table.heading}`} table={table} />
      ))}
      {totals.length > 0 ? <Pairs pairs={totals} className="document-totals" /> : null}
      <div className="document-end">
        <div className="document-notes">
          {notes.map(({ heading, text }) => (
            <div key={heading + text}>
              {heading ? <strong>{heading}</strong> : null}
              <p dir="auto">{text}</p>
            </div>
          ))}
        </div>
        {qr ? <QrPicture qr={qr} /> : null}
      </div>
      <footer className="document-foot">{document.footer}</footer>
    </article>
  );
}

function Pairs(props: {
  readonly pairs: readonly (Fact & Pick<Total, 'isMain'>)[];
  readonly className?: string;
}) {
  return (
    <dl className={`document-pairs ${props.className ?? ''}`}>
      {props.pairs.flatMap(({ label, value, isMain }, index) => {
        const look = isMain ? 'is-main' : undefined;
        return [
          <dt key={`${index} label`} className={look}>
            {label}
          </dt>,
          <dd key={`${index} value`} className={look}>
            {value}
          </dd>,
        ];
      })}
    </dl>
  );
}

function SheetTable({ table }: { readonly table: DocumentTable }): ReactElement {
  const { heading, columns, rows, whenEmpty } = table;
  const wide = wideColumn(table);
  const lookOf = (index: number): string =>
    [columns[index]?.align === 'end' ? 'right' : '', index === wide ? 'is-wide' : ''].join(' ').trim();
  return (
    <>
      {heading ? <h2>{heading}</h2> : null}
      {rows.length === 0 ? (
        <p>{whenEmpty}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {columns.map(({ label }, index) => (
                <th key={`${index} ${label}`} className={lookOf(index)}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cells, note, isSum }, row) => (
              <tr key={`${row} ${cells.join()}`} className={isSum ? 'report-total' : undefined}>
                {columns.map(({ label }, index) => (
                  <td key={`${index} ${label}`} className={lookOf(index)}>
                    {cells[index]}
                    {note && index === wide ? <small>{note}</small> : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function QrPicture({ qr }: { readonly qr: QrCode }): ReactElement {
  const side = `${codeSideMm(qr)}mm`;
  return (
    <figure className="document-qr" style={{ width: side }}>
      <svg
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        width={side}
        height={side}
        role="img"
        aria-label={qr.caption}
        shapeRendering="crispEdges"
      >
        <path d={qr.path} fill="#1a1a1a" />
      </svg>
      <figcaption>{qr.caption}</figcaption>
    </figure>
  );
}
