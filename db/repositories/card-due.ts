import type { ReadDb, WriteDb } from '#db/database.ts';
import { dueKey, type DuePart, type DueRef } from '#domain/payment/due-part.ts';
import type { CardLinkId, ChargeId, ClientId, SessionId } from '#domain/values/ids.ts';

/** What a charge or a page is to pay, as its row keeps it. */
export const readPays = ({ pays }: { readonly pays: string }): DuePart[] => JSON.parse(pays) as DuePart[];

/** What the unfinished charges of one client are going to pay. */
export interface UnderWay {
  /** Of this due, in minor units. */
  readonly of: (ref: DueRef) => number;
  /** Of no due in particular: it goes onto the balance. */
  readonly ontoBalanceMinor: number;
}

/** Charges that may still succeed, also those whose answer was lost: what they pay must not be taken a second time. */
export function underWayOfClient(db: ReadDb, clientId: ClientId): UnderWay {
  const rows = db.all<{ pays: string; invoiceId: number | null; amountMinor: number }>(
    `SELECT pays, invoice_id AS invoiceId, amount_minor AS amountMinor FROM card_charges
     WHERE client_id = ? AND ${UNFINISHED}`,
    [clientId],
  );
  const byDue = new Map<string, number>();
  let ontoBalanceMinor = 0;
  for (const { pays, invoiceId, amountMinor } of rows) {
    const parts = readPays({ pays });
    let left = amountMinor;
    for (const part of parts) {
      const key = dueKey(part.ref);
      byDue.set(key, (byDue.get(key) ?? 0) + part.amountMinor);
      left -= part.amountMinor;
    }
    if (parts.length > 0 || invoiceId === null) ontoBalanceMinor += left;
    else byDue.set(`invoice ${invoiceId}`, (byDue.get(`invoice ${invoiceId}`) ?? 0) + left);
  }
  return { of: (ref) => byDue.get(dueKey(ref)) ?? 0, ontoBalanceMinor };
}

const UNFINISHED = `state IN ('planned', 'sending', 'unknown', 'processing', 'requires_action')`;

/** Asks the processor to close the client's pages for any of these dues, because they are being paid another way. */
export function cancelPagesFor(tx: WriteDb, clientId: ClientId, refs: readonly DueRef[]): void {
  const keys = new Set(refs.map(dueKey));
  const meant = listOpenPages(tx, clientId).filter(
    ({ pays, invoiceId }) =>
      keys.has(`invoice ${invoiceId ?? 0}`) || readPays({ pays }).some(({ ref }) => keys.has(dueKey(ref))),
  );
  close(tx, meant);
}

/** A page that was asked to be closed, and the version that gave it. */
export interface ClosedPage {
  readonly id: CardLinkId;
  readonly version: number;
}

/**
 * The same of pages that are for nothing but these dues, because nobody owes them any more. One that is open, and so known to the client, waits
 * until `notBefore`, so that it can stay open if the dues come back.
 */
export function cancelPagesForAlone(
  tx: WriteDb,
  clientId: ClientId,
  refs: readonly DueRef[],
  notBefore = 0,
): ClosedPage[] {
  const keys = new Set(refs.map(dueKey));
  const meant = listOpenPages(tx, clientId).filter((page) => {
    const pays = readPays(page);
    return pays.length > 0 && pays.every(({ ref }) => keys.has(dueKey(ref)));
  });
  return close(tx, meant, notBefore);
}

/** Closes pages on which clients would pay for places in this session alone. */
export function cancelPagesForSession(tx: WriteDb, sessionId: SessionId): void {
  const pages = tx.all<OpenPage>(
    `SELECT DISTINCT l.id, l.version, l.pays, l.invoice_id AS invoiceId FROM bookings b CROSS JOIN card_links l ON l.client_id = b.client_id
     WHERE b.session_id = ? AND l.kind = 'payment' AND l.state IN ('planned', 'sending', 'open') AND l.pays <> '[]'`,
    [sessionId],
  );
  if (pages.length === 0) return;
  const booked = tx.all<{ id: number }>('SELECT id FROM bookings WHERE session_id = ?', [sessionId]);
  const ids = new Set(booked.map(({ id }) => id));
  const isHere = ({ ref }: DuePart): boolean => ref.kind === 'booking' && ids.has(ref.bookingId);
  close(
    tx,
    pages.filter((page) => readPays(page).every(isHere)),
  );
}

interface OpenPage extends ClosedPage {
  readonly pays: string;
  readonly invoiceId: number | null;
}

const listOpenPages = (tx: WriteDb, clientId: ClientId): OpenPage[] =>
  tx.all(
    `SELECT id, version, pays, invoice_id AS invoiceId FROM card_links
     WHERE client_id = ? AND kind = 'payment' AND state IN ('planned', 'sending', 'open')`,
    [clientId],
  );

function close(tx: WriteDb, pages: readonly OpenPage[], notBefore = 0): ClosedPage[] {
  for (const { id } of pages)
    tx.run(
      `UPDATE card_links SET next_try_at = IIF(state = 'open', @notBefore, 0), state = 'canceling', version = version + 1 WHERE id = @id`,
      { id, notBefore },
    );
  return pages.map(({ id, version }) => ({ id, version: version + 1 }));
}

/** Charges of the client for any of these dues that were never sent: what else paid them came first. */
export function listUnsentFor(db: ReadDb, clientId: ClientId, parts: readonly DuePart[]): ChargeId[] {
  const keys = new Set(parts.map(({ ref }) => dueKey(ref)));
  return db
    .all<{ id: ChargeId; pays: string }>(
      `SELECT id, pays FROM card_charges
       WHERE client_id = ? AND state = 'planned' AND attempts = 0 AND reconcile_first = 0 AND pays <> '[]'`,
      [clientId],
    )
    .filter((row) => readPays(row).some(({ ref }) => keys.has(dueKey(ref))))
    .map(({ id }) => id);
}
