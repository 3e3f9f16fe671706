import { isEmail, isPhone, readWhole } from './cells.ts';
import type { CsvColumn } from './columns.ts';
import { compositeKey, type CsvKind, type RowCells } from './row-reader.ts';
import type { LocalDate } from '#domain/values/time.ts';

export type ClientColumn =
  | 'externalId'
  | 'firstName'
  | 'lastName'
  | 'fullName'
  | 'email'
  | 'phone'
  | 'note'
  | 'balance'
  | 'packageName'
  | 'creditsLeft'
  | 'creditsExpireOn';

export interface ClientRow {
  readonly row: number;
  /** The external id; without one, name with e-mail or phone. Equal in every later export of the same client. */
  readonly key: string;
  readonly externalId: string | undefined;
  /** One of both names may be ''. */
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly note: string;
  /** What the studio owes the client (positive) or the client the studio (negative), in minor units. */
  readonly openingBalanceMinor: number;
  readonly credits: OpeningCredits | undefined;
}

/** Sessions that were paid in the old system and are still to be taken. */
export interface OpeningCredits {
  readonly packageName: string;
  readonly remaining: number;
  readonly expiresOn: LocalDate | undefined;
}

/**
 * The columns of `clients.csv`. A name is needed: first and last, or both in one ("Last, First" or "First Last").
 * A client with several packages has one row per package with the same external id in the old system's export;
 * only the first row is taken, the others are listed.
 */
export const CLIENT_COLUMNS: readonly CsvColumn<ClientColumn>[] = [
  {
    key: 'externalId',
    header: 'External ID',
    synonyms: ['id', 'clientid', 'customerid', 'kundennummer', 'kundennr', 'number'],
    example: 'C-1001',
  },
  {
    key: 'firstName',
    header: 'First name',
    synonyms: ['firstname', 'givenname', 'forename', 'vorname', 'prenom', 'nombre'],
    example: 'Robin',
  },
  {
    key: 'lastName',
    header: 'Last name',
    synonyms: ['lastname', 'surname', 'familyname', 'nachname', 'nomdefamille', 'apellido', 'apellidos'],
    example: 'Example',
  },
  {
    key: 'fullName',
    header: 'Full name',
    synonyms: ['name', 'client', 'clientname', 'customer', 'customername', 'kunde', 'nom'],
    example: '',
  },
  {
    key: 'email',
    header: 'Email',
    synonyms: ['email', 'mail', 'emailaddress', 'emailadresse', 'correo', 'courriel'],
    example: 'robin@mail.example',
  },
  {
    key: 'phone',
    header: 'Phone',
    synonyms: [
      'phonenumber',
      'telephone',
      'tel',
      'telefon',
      'telefonnummer',
      'mobile',
      'mobilephone',
      'cell',
      'handy',
    ],
    example: '+49 30 5550100',
  },
  {
    key: 'note',
    header: 'Note',
    synonyms: ['notes', 'comment', 'comments', 'remark', 'remarks', 'notiz', 'bemerkung'],
    example: 'Prefers mornings',
  },
  {
    key: 'balance',
    header: 'Balance',
    synonyms: ['accountbalance', 'openingbalance', 'credit', 'saldo', 'guthaben', 'kontostand'],
    example: '20.00',
  },
  {
    key: 'packageName',
    header: 'Package',
    synonyms: ['packagename', 'pass', 'membership', 'paket', 'karte'],
    example: '10 sessions',
  },
  {
    key: 'creditsLeft',
    header: 'Credits left',
    synonyms: ['credits', 'remaining', 'sessionsleft', 'remainingsessions', 'resteinheiten'],
    example: '4',
  },
  {
    key: 'creditsExpireOn',
    header: 'Credits expire on',
    synonyms: ['expiry', 'expires', 'expirydate', 'expireson', 'validuntil', 'gueltigbis'],
    example: '2027-06-30',
  },
];

const MAX_NOTE = 2_000;
const MAX_CREDITS = 10_000;

/** How a row of the file is read, and which columns it cannot do without. */
export const CLIENTS: CsvKind<ClientRow, ClientColumn> = {
  columns: CLIENT_COLUMNS,
  needed: [['firstName', 'lastName', 'fullName']],
  readRow: (cells) => {
    const externalId = cells.text('externalId') || undefined;
    const { firstName, lastName } = readName(cells);
    const email = cells.checked('email', 'BAD_EMAIL', isEmail);
    const phone = cells.checked('phone', 'BAD_PHONE', isPhone);
    const reachedBy = email ?? phone?.replace(/\D/g, '') ?? '';
    return {
      key: externalId
        ? compositeKey('id', [externalId])
        : compositeKey('client', [firstName, lastName, reachedBy]),
      externalId,
      firstName,
      lastName,
      email,
      phone,
      note: cells.longText('note', MAX_NOTE),
      openingBalanceMinor: cells.moneyMinor('balance') ?? 0,
      credits: readCredits(cells),
    };
  },
};

function readName(cells: RowCells<ClientColumn>): { readonly firstName: string; readonly lastName: string } {
  const firstName = cells.text('firstName');
  const lastName = cells.text('lastName');
  if (firstName !== '' || lastName !== '') return { firstName, lastName };
  const fullName = cells.text('fullName', 200);
  if (fullName === '') cells.refuse('fullName', { code: 'MISSING_VALUE' });
  const comma = fullName.indexOf(',');
  if (comma !== -1)
    return { firstName: fullName.slice(comma + 1).trim(), lastName: fullName.slice(0, comma).trim() };
  const space = fullName.lastIndexOf(' ');
  return space === -1
    ? { firstName: fullName, lastName: '' }
    : { firstName: fullName.slice(0, space), lastName: fullName.slice(space + 1) };
}

function readCredits(cells: RowCells<ClientColumn>): OpeningCredits | undefined {
  const remaining = cells.parsed('creditsLeft', 'BAD_NUMBER', (text) => readWhole(text, MAX_CREDITS)) ?? 0;
  const expiresOn = cells.date('creditsExpireOn');
  const packageName = cells.text('packageName');
  if (remaining === 0) return undefined;
  if (packageName === '') cells.refuse('packageName', { code: 'MISSING_VALUE' });
  return { packageName, remaining, expiresOn };
}
