import * as tills from '#db/repositories/till.ts';
import type { ServiceContext } from '../context.ts';
import { type TillView, viewTill } from './till-view.ts';

export interface CurrentTill {
  readonly open: TillView | null;
  /** What lay in the last one: the float to begin with. */
  readonly lastCountedMinor: number | null;
  /** Cash that came since with no till open; also what went, with its sign. */
  readonly outsideMinor: number;
}

/** The till that is open, or what to open the next one with. */
export function getTill({ db }: ServiceContext): CurrentTill {
  const open = tills.findOpen(db.read);
  const last = tills.findLastClosed(db.read);
  // With one open: what came between the last one and it. Before the first one, nobody counted.
  const span = { first: last?.lastTransaction ?? 0, last: open?.firstAfter ?? null };
  const outside = last ? tills.cashByKind(db.read, span) : [];
  return {
    open: open ? viewTill(db.read, open) : null,
    lastCountedMinor: last?.countedMinor ?? null,
    outsideMinor: outside
      .filter(({ kind }) => kind !== 'till_difference')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  };
}

/** Closed ones, the latest first. */
export function listTills(
  { db }: ServiceContext,
  page: { readonly limit: number; readonly offset: number },
): { rows: Omit<TillView, 'movements'>[]; total: number } {
  const rows = tills.listClosed(db.read, page).map((till) => {
    const { movements: _movements, ...view } = viewTill(db.read, till);
    return view;
  });
  return { rows, total: tills.countClosed(db.read) };
}
