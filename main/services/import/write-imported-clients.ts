import type { WriteDb } from '#db/database.ts';
import * as imports from '#db/repositories/import.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as studios from '#db/repositories/studio.ts';
import type { Studio } from '#db/schema/studio.ts';
import type { ClientRow } from '#domain/import/csv/clients.ts';
import type { BookingToMake, FundingToMake } from '#domain/import/match/bookings.ts';
import type { BookingId, ClientId, ImportId, PaymentId } from '#domain/values/ids.ts';
import { type LocalTime, wallToInstant } from '#domain/values/time.ts';
import type { Actor } from '../context.ts';
import { freezePolicy } from '../prepayment/client-policy.ts';
import { waive } from '../prepayment/require-prepayment.ts';

/** Clients with what they bring along: a balance against the account "opening", credits as a lot without a package. */
export function writeClients(
  tx: WriteDb,
  importId: ImportId,
  createdAt: number,
  rows: Iterable<ClientRow>,
): void {
  for (const row of rows) {
    const { firstName, lastName, email = '', phone = '', note, key: externalUid } = row;
    const person = { firstName, lastName, email, phone, note };
    const clientId = imports.insertClient(tx, { ...person, externalUid, importId, createdAt });
    if (row.openingBalanceMinor !== 0) postOpening(tx, clientId, row.openingBalanceMinor, createdAt);
    if (row.credits)
      imports.insertLot(tx, {
        clientId,
        name: row.credits.packageName,
        credits: row.credits.remaining,
        expiresOn: row.credits.expiresOn ?? null,
        importId,
        boughtAt: createdAt,
      });
  }
}

/** `amountMinor` positive: the client has money with the studio. The opposite amount takes it back. */
export function postOpening(tx: WriteDb, clientId: ClientId, amountMinor: number, at: number): void {
  ledger.postTransaction(tx, { kind: 'opening', subjectKind: 'client', subjectId: clientId, at }, [
    { accountId: ledger.accountOf(tx, 'opening'), amountMinor },
    { accountId: ledger.clientAccount(tx, clientId), amountMinor: -amountMinor },
  ]);
}

export function writeBookings(
  tx: WriteDb,
  { importId, createdAt, actor }: Omit<FundingContext, 'books'> & { readonly actor: Actor | null },
  bookings: Iterable<BookingToMake>,
): void {
  const policyId = freezePolicy(tx, createdAt);
  // Read once: this runs up to 100,000 times in one transaction.
  const books = { opening: ledger.accountOf(tx, 'opening'), ...studios.get(tx) };
  for (const booking of bookings) {
    const { participant, priceMinor, externalUid } = booking;
    const bookingId = imports.insertBooking(tx, {
      sessionId: booking.session.id,
      clientId: booking.client.id,
      participant,
      priceMinor,
      externalUid,
      importId,
      createdAt,
      policyId,
    });
    writeFunding(tx, { importId, createdAt, books }, bookingId, booking);
    if (booking.missing && actor)
      waive(tx, actor, {
        clientId: booking.client.id,
        places: [{ bookingId }],
        missing: booking.missing,
        by: actor.staffId,
        at: createdAt,
      });
  }
}

interface Books extends Pick<Studio, 'currency' | 'zone'> {
  /** The account that what was before Callboard stands against. */
  readonly opening: number;
}

interface FundingContext {
  readonly importId: ImportId;
  readonly createdAt: number;
  readonly books: Books;
}

function writeFunding(
  tx: WriteDb,
  context: FundingContext,
  bookingId: BookingId,
  { funding, client }: BookingToMake,
): void {
  const nothing = { bookingId, amountMinor: 0, lotId: null, paymentId: null };
  switch (funding.kind) {
    case 'package':
      if (!imports.useCredit(tx, funding.lotId)) throw new Error(`lot ${funding.lotId} has no credit left`);
      return imports.insertFunding(tx, { ...nothing, kind: 'package', lotId: funding.lotId });
    case 'account':
      return imports.insertFunding(tx, { ...nothing, kind: 'account', amountMinor: funding.amountMinor });
    case 'free':
      return imports.insertFunding(tx, { ...nothing, kind: 'free' });
    case 'payment': {
      const { amountMinor } = funding;
      const paymentId = writePayment(tx, context, client.id, funding);
      return imports.insertFunding(tx, { ...nothing, kind: 'payment', amountMinor, paymentId });
    }
  }
}

/** What the note of an imported card payment says; the payments list shows it. */
const CARD_NOTE = 'card';

/** The money came in before Callboard kept the books, so it stands against the account "opening", not in today's till. */
function writePayment(
  tx: WriteDb,
  { importId, createdAt, books }: FundingContext,
  clientId: ClientId,
  { method, amountMinor, wasCard, paidOn }: Extract<FundingToMake, { readonly kind: 'payment' }>,
) {
  const { currency, zone } = books;
  const noon = paidOn ? wallToInstant({ date: paidOn, time: NOON, zone }).at : createdAt;
  const receivedAt = Math.min(noon, createdAt);
  const note = wasCard ? CARD_NOTE : '';
  const paymentId = imports.insertPayment(tx, {
    clientId,
    method,
    amountMinor,
    currency,
    note,
    importId,
    receivedAt,
  });
  postImportedPayment(tx, books.opening, { id: paymentId, clientId, amountMinor, at: receivedAt });
  return paymentId;
}

/** `opening` is that account's id. The opposite amount takes the payment back. */
export function postImportedPayment(
  tx: WriteDb,
  opening: number,
  payment: {
    readonly id: PaymentId;
    readonly clientId: ClientId;
    readonly amountMinor: number;
    readonly at: number;
  },
): void {
  const { id, clientId, amountMinor, at } = payment;
  ledger.postTransaction(tx, { kind: 'payment', subjectKind: 'payment', subjectId: id, at }, [
    { accountId: opening, amountMinor },
    { accountId: ledger.clientAccount(tx, clientId), amountMinor: -amountMinor },
  ]);
}

const NOON = '12:00' as LocalTime;
