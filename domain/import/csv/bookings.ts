import { isEmail } from './cells.ts';
import { plainHeader, type CsvColumn } from './columns.ts';
import { compositeKey, type CsvKind, type RowCells } from './row-reader.ts';
import { readStart } from './sessions.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';

export type BookingColumn =
  | 'externalId'
  | 'clientId'
  | 'clientEmail'
  | 'clientName'
  | 'sessionId'
  | 'service'
  | 'date'
  | 'start'
  | 'participant'
  | 'funding'
  | 'amount'
  | 'paidOn';

export type ImportedFunding = 'package' | 'card' | 'cash' | 'transfer' | 'account' | 'free';

export type ClientRef =
  | { readonly by: 'externalId'; readonly externalId: string }
  | { readonly by: 'email'; readonly email: string }
  | { readonly by: 'name'; readonly name: string };

export type SessionRef =
  | { readonly by: 'externalId'; readonly externalId: string }
  | { readonly by: 'start'; readonly service: string; readonly date: LocalDate; readonly time: LocalTime };

export interface BookingRow {
  readonly row: number;
  /** The external id; without one, session, client and participant. */
  readonly key: string;
  readonly externalId: string | undefined;
  readonly client: ClientRef;
  readonly session: SessionRef;
  /** Who comes, if not the client. */
  readonly participant: string | undefined;
  readonly funding: ImportedFunding;
  /** What was paid for this place, in minor units; 0 unless it was paid by card, cash or transfer. */
  readonly amountMinor: number;
  readonly paidOn: LocalDate | undefined;
}

/**
 * The columns of `bookings.csv`. The client is named by external id, e-mail or name, the session by external id or by
 * service, date and start. A card payment made elsewhere is kept as a record: it cannot be refunded to the card from here.
 */
export const BOOKING_COLUMNS: readonly CsvColumn<BookingColumn>[] = [
  {
    key: 'externalId',
    header: 'External ID',
    synonyms: ['id', 'bookingid', 'reservationid', 'buchungsnummer'],
    example: 'B-3001',
  },
  {
    key: 'clientId',
    header: 'Client ID',
    synonyms: ['clientexternalid', 'customerid', 'kundennummer', 'kundennr'],
    example: 'C-1001',
  },
  {
    key: 'clientEmail',
    header: 'Client email',
    synonyms: ['email', 'mail', 'emailaddress', 'customeremail', 'emailadresse'],
    example: 'robin@mail.example',
  },
  {
    key: 'clientName',
    header: 'Client name',
    synonyms: ['client', 'customer', 'name', 'fullname', 'kunde', 'customername'],
    example: 'Robin Example',
  },
  {
    key: 'sessionId',
    header: 'Session ID',
    synonyms: ['sessionexternalid', 'eventid', 'classid', 'terminnummer'],
    example: 'S-2001',
  },
  {
    key: 'service',
    header: 'Service',
    synonyms: ['class', 'classname', 'session', 'event', 'title', 'kurs', 'leistung'],
    example: 'Yoga basics',
  },
  {
    key: 'date',
    header: 'Date',
    synonyms: ['day', 'sessiondate', 'startdate', 'datum'],
    example: '2026-10-05',
  },
  {
    key: 'start',
    header: 'Start',
    synonyms: ['starttime', 'time', 'begin', 'beginn', 'uhrzeit'],
    example: '17:00',
  },
  {
    key: 'participant',
    header: 'Participant',
    synonyms: ['participantname', 'attendee', 'guest', 'child', 'teilnehmer'],
    example: '',
  },
  {
    key: 'funding',
    header: 'Paid by',
    synonyms: ['funding', 'payment', 'paymentmethod', 'method', 'tender', 'zahlungsart', 'bezahltmit'],
    example: 'card',
  },
  {
    key: 'amount',
    header: 'Amount',
    synonyms: ['price', 'paid', 'amountpaid', 'betrag', 'preis'],
    example: '15.00',
  },
  {
    key: 'paidOn',
    header: 'Paid on',
    synonyms: ['paymentdate', 'paiddate', 'bezahltam', 'zahlungsdatum'],
    example: '2026-09-28',
  },
];

const FUNDING_WORDS: ReadonlyMap<string, ImportedFunding> = new Map([
  ...words('package', 'package credit credits pass packagecredit membership paket karte'),
  ...words('card', 'card creditcard debitcard visa mastercard kreditkarte online'),
  ...words('cash', 'cash bar barzahlung efectivo'),
  ...words('transfer', 'transfer banktransfer wire bank ueberweisung transferencia'),
  ...words('account', 'account accountcredit balance invoice unpaid konto rechnung'),
  ...words('free', 'free none gratis complimentary comp kostenlos frei'),
]);

const PAID_DIRECTLY: readonly ImportedFunding[] = ['card', 'cash', 'transfer'];

/** How a row of the file is read, and which columns it cannot do without. */
export const BOOKINGS: CsvKind<BookingRow, BookingColumn> = {
  columns: BOOKING_COLUMNS,
  needed: [
    ['clientId', 'clientEmail', 'clientName'],
    ['sessionId', 'service'],
    ['sessionId', 'date'],
    ['sessionId', 'start'],
    ['funding'],
  ],
  readRow: (cells) => {
    const externalId = cells.text('externalId') || undefined;
    const client = readClient(cells);
    const session = readSession(cells);
    const participant = cells.text('participant') || undefined;
    const funding = readFunding(cells);
    return {
      key: externalId
        ? compositeKey('id', [externalId])
        : compositeKey('booking', [...refTexts(session), ...refTexts(client), participant]),
      externalId,
      client,
      session,
      participant,
      funding: funding ?? 'free',
      amountMinor: readAmount(cells, funding),
      paidOn: cells.date('paidOn'),
    };
  },
};

function readClient(cells: RowCells<BookingColumn>): ClientRef {
  const externalId = cells.text('clientId');
  const email = cells.checked('clientEmail', 'BAD_EMAIL', isEmail);
  const name = cells.text('clientName', 200);
  if (externalId !== '') return { by: 'externalId', externalId };
  if (email !== undefined) return { by: 'email', email };
  if (name === '') cells.refuse('clientName', { code: 'MISSING_VALUE' });
  return { by: 'name', name };
}

function readSession(cells: RowCells<BookingColumn>): SessionRef {
  const externalId = cells.text('sessionId');
  if (externalId !== '') return { by: 'externalId', externalId };
  return { by: 'start', service: cells.needText('service'), ...readStart(cells, 'date', 'start') };
}

/** Undefined if the row is refused for it. */
function readFunding(cells: RowCells<BookingColumn>): ImportedFunding | undefined {
  const text = cells.needText('funding');
  const funding = FUNDING_WORDS.get(plainHeader(text));
  if (text !== '' && !funding) cells.refuse('funding', { code: 'UNKNOWN_FUNDING', text });
  return funding;
}

function readAmount(cells: RowCells<BookingColumn>, funding: ImportedFunding | undefined): number {
  const amountMinor = cells.moneyMinor('amount') ?? 0;
  if (amountMinor < 0) cells.refuse('amount', { code: 'NEGATIVE_AMOUNT' });
  if (funding === undefined) return 0;
  if (PAID_DIRECTLY.includes(funding)) {
    if (amountMinor === 0 && cells.text('amount') === '') cells.refuse('amount', { code: 'MISSING_VALUE' });
    return amountMinor;
  }
  if (amountMinor > 0) cells.note('amount', { code: 'AMOUNT_IGNORED', text: cells.text('amount') });
  return 0;
}

function refTexts(ref: ClientRef | SessionRef): readonly string[] {
  switch (ref.by) {
    case 'externalId':
      return ['id', ref.externalId];
    case 'email':
      return ['email', ref.email];
    case 'name':
      return ['name', ref.name];
    case 'start':
      return [ref.service, ref.date, ref.time];
  }
}

function words(funding: ImportedFunding, list: string): readonly (readonly [string, ImportedFunding])[] {
  return list.split(' ').map((word) => [word, funding] as const);
}
