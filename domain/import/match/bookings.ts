import type { SessionState } from '#domain/session/state.ts';
import type { BookingRow, ClientRef, SessionRef } from '#domain/import/csv/bookings.ts';
import { compositeKey } from '#domain/import/csv/row-reader.ts';
import { plainText } from '#domain/import/csv/cells.ts';
import { type LotTerms, lotPaysOn } from '#domain/package/hold.ts';
import type { Missing } from '#domain/prepayment/rule.ts';
import type { ClientId, LotId, ServiceId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { notedRow, skippedRow, type Doubt, type MatchReason } from './doubts.ts';
import { accountKeeper, type ImportPrepayment } from './prepayment.ts';

export interface BookableClient {
  readonly id: ClientId;
  readonly externalUid: string | null;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
}

export interface BookableSession {
  readonly id: SessionId;
  readonly externalUid: string | null;
  readonly title: string;
  readonly serviceId: ServiceId;
  readonly serviceName: string;
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly state: SessionState;
  readonly capacity: number;
  readonly booked: number;
  /** Of one place, in minor units. */
  readonly costMinor: number;
  /** It is still to be held: a record of what was needs no prepayment. */
  readonly isToCome: boolean;
}

export interface UsableLot extends LotTerms {
  readonly id: LotId;
  readonly clientId: ClientId;
  readonly remaining: number;
  /** Null: pays for every service. */
  readonly serviceIds: readonly ServiceId[] | null;
}

export interface BookingsKnown {
  readonly clients: readonly BookableClient[];
  readonly sessions: readonly BookableSession[];
  /** Of each client those that expire first come first. */
  readonly lots: readonly UsableLot[];
  /** Places taken now: `placeKey`. */
  readonly places: ReadonlySet<string>;
  /** Bookings that came from a file before, by their key. */
  readonly bookings: ReadonlyMap<string, BookingHere>;
  readonly prepayment: ImportPrepayment;
}

interface BookingHere {
  readonly sessionId: SessionId;
  readonly clientId: ClientId;
  readonly participant: string;
  readonly clientName: string;
}

export type FundingToMake =
  | { readonly kind: 'package'; readonly lotId: LotId }
  | {
      readonly kind: 'payment';
      readonly method: 'cash' | 'transfer' | 'other';
      readonly amountMinor: number;
      readonly wasCard: boolean;
      readonly paidOn: LocalDate | undefined;
    }
  | { readonly kind: 'account'; readonly amountMinor: number }
  | { readonly kind: 'free' };

export interface BookingToMake {
  readonly externalUid: string;
  readonly client: BookableClient;
  readonly session: BookableSession;
  readonly participant: string;
  readonly priceMinor: number;
  readonly funding: FundingToMake;
  /** What the client has not paid in advance; null when nothing. */
  readonly missing: Missing | null;
}

export interface BookingsPlan {
  readonly bookings: readonly BookingToMake[];
  readonly alreadyThere: number;
  readonly doubts: readonly Doubt[];
}

/** Who holds which place; one client may hold several in a session, each for another participant. */
export function placeKey(sessionId: SessionId, clientId: ClientId, participant: string): string {
  return `${sessionId}/${clientId}/${participant}`;
}

/**
 * Which rows of a bookings file become bookings: client and session must be found without doubt, the session be open with a
 * place left, a package credit be there to take (the lot that expires first pays), and the client have paid in advance as Session
 * control asks. All else is listed and left out.
 */
export function matchBookings(rows: readonly BookingRow[], known: BookingsKnown): BookingsPlan {
  const findClient = clientFinder(known.clients);
  const findSession = sessionFinder(known.sessions);
  const place = placer(known);
  const titles = new Map(known.sessions.map((session) => [session.id, titleOf(session)]));
  const doubts: Doubt[] = [];
  const bookings: BookingToMake[] = [];
  let alreadyThere = 0;
  for (const row of rows) {
    const what = clientText(row.client);
    const skip = (reason: MatchReason): void => void doubts.push(skippedRow(row.row, what, reason));
    const client = findClient(row.client);
    const session = findSession(row.session);
    const here = known.bookings.get(row.key);
    if (here) {
      alreadyThere += 1;
      if (!isSame(here, row, client, session)) skip(differs(here, row, titles.get(here.sessionId)));
    } else if ('doubt' in client) skip(client.doubt);
    else if ('doubt' in session) skip(session.doubt);
    else {
      const made = place(row, client.found, session.found);
      if ('code' in made) skip(made);
      else {
        bookings.push(made);
        const note = noteOf(row);
        if (note) doubts.push(notedRow(row.row, client.found.name, note));
        if (made.missing) doubts.push(notedRow(row.row, client.found.name, notPrepaid(made, made.missing)));
      }
    }
  }
  return { bookings, alreadyThere, doubts };
}

function isSame(
  here: BookingHere,
  { participant = '' }: BookingRow,
  client: Finding<BookableClient>,
  session: Finding<BookableSession>,
): boolean {
  return (
    'found' in client &&
    'found' in session &&
    client.found.id === here.clientId &&
    session.found.id === here.sessionId &&
    participant === here.participant
  );
}

const differs = (here: BookingHere, row: BookingRow, title: string | undefined): MatchReason => ({
  code: 'ALREADY_THERE_DIFFERS',
  here: placeText(here, title),
  file: placeText(
    { clientName: clientText(row.client), participant: row.participant ?? '' },
    sessionText(row.session),
  ),
});

/** Gives rows their places one after another, so that each counts against the places and credits of those after it. */
function placer({ sessions, lots, places: held, prepayment }: BookingsKnown) {
  const takeCredit = creditTaker(lots);
  const account = accountKeeper(prepayment);
  const places = new Set(held);
  const booked = new Map(sessions.map((session) => [session.id, session.booked]));
  return (row: BookingRow, client: BookableClient, session: BookableSession): BookingToMake | MatchReason => {
    const text = titleOf(session);
    const participant = row.participant ?? '';
    const key = placeKey(session.id, client.id, participant);
    const taken = booked.get(session.id) ?? 0;
    if (session.state !== 'open') return { code: 'SESSION_CANCELED', session: text };
    if (places.has(key)) return { code: 'BOOKED_BEFORE', client: client.name, session: text };
    if (taken >= session.capacity) return { code: 'SESSION_FULL', session: text, capacity: session.capacity };
    const credit = row.funding === 'package' ? takeCredit(client.id, session) : undefined;
    const funding = fundingOf(row, session, () => credit?.lotId);
    if (!funding) return { code: 'NO_CREDIT', client: client.name, session: text };
    const priceMinor = priceOf(funding, session);
    const made = { externalUid: row.key, client, session, participant, priceMinor, funding };
    const missing = account.missingFor(made);
    if (missing && !prepayment.mayGoOn) {
      credit?.giveBack();
      return notPrepaid(made, missing);
    }
    account.take(made);
    places.add(key);
    booked.set(session.id, taken + 1);
    return { ...made, missing };
  };
}

function notPrepaid({ client, session }: Omit<BookingToMake, 'missing'>, missing: Missing): MatchReason {
  const { mode, missingMinor, missingCredits } = missing;
  const data = { client: client.name, session: titleOf(session), missingMinor, missingCredits };
  return { code: mode === 'available_credit' ? 'CREDIT_SHORT' : 'NOT_PREPAID', ...data };
}

/** Null where a package is to pay and no credit is left. */
function fundingOf(
  row: BookingRow,
  session: BookableSession,
  takeCredit: () => LotId | undefined,
): FundingToMake | null {
  switch (row.funding) {
    case 'package': {
      const lotId = takeCredit();
      return lotId === undefined ? null : { kind: 'package', lotId };
    }
    case 'account':
      return { kind: 'account', amountMinor: session.costMinor };
    case 'free':
      return { kind: 'free' };
    case 'card':
    case 'cash':
    case 'transfer': {
      const { amountMinor, paidOn, funding } = row;
      if (amountMinor === 0) return { kind: 'free' };
      const wasCard = funding === 'card';
      return { kind: 'payment', method: wasCard ? 'other' : funding, amountMinor, wasCard, paidOn };
    }
  }
}

/** What is taken otherwise than the file says it: a card payment of elsewhere, and a payment of nothing. */
function noteOf(row: BookingRow): MatchReason | null {
  if (row.funding !== 'card' && row.funding !== 'cash' && row.funding !== 'transfer') return null;
  if (row.amountMinor === 0) return { code: 'ZERO_PAYMENT' };
  return row.funding === 'card' ? { code: 'CARD_AS_OTHER' } : null;
}

type Finding<T> = { readonly found: T } | { readonly doubt: MatchReason };

function priceOf(funding: FundingToMake, session: BookableSession): number {
  switch (funding.kind) {
    case 'payment':
      return funding.amountMinor;
    case 'free':
      return 0;
    case 'package':
    case 'account':
      return session.costMinor;
  }
}

function clientFinder(clients: readonly BookableClient[]) {
  const byUid = new Map(clients.flatMap((each) => (each.externalUid ? [[each.externalUid, each]] : [])));
  const active = clients.filter(({ isActive }) => isActive);
  const byEmail = Map.groupBy(active, ({ email }) => plainText(email));
  const byName = Map.groupBy(active, ({ name }) => plainText(name));
  return (ref: ClientRef): Finding<BookableClient> => {
    const text = clientText(ref);
    if (ref.by === 'externalId') {
      const found = byUid.get(compositeKey('id', [ref.externalId]));
      if (!found) return { doubt: { code: 'CLIENT_NOT_FOUND', client: text } };
      return found.isActive ? { found } : { doubt: { code: 'CLIENT_ARCHIVED', client: text } };
    }
    const [first, ...others] =
      ref.by === 'email'
        ? (byEmail.get(plainText(ref.email)) ?? [])
        : (byName.get(plainText(turned(ref.name))) ?? []);
    if (!first) return { doubt: { code: 'CLIENT_NOT_FOUND', client: text } };
    return others.length > 0
      ? { doubt: { code: 'CLIENT_AMBIGUOUS', client: text, count: others.length + 1 } }
      : { found: first };
  };
}

function sessionFinder(sessions: readonly BookableSession[]) {
  const byUid = new Map(sessions.flatMap((each) => (each.externalUid ? [[each.externalUid, each]] : [])));
  const byStart = Map.groupBy(
    sessions.flatMap((session) =>
      [...new Set([session.title, session.serviceName].map(plainText))].map((name) => ({ name, session })),
    ),
    ({ name, session }) => `${session.date} ${session.time} ${name}`,
  );
  return (ref: SessionRef): Finding<BookableSession> => {
    const text = sessionText(ref);
    if (ref.by === 'externalId') {
      const found = byUid.get(compositeKey('id', [ref.externalId])) ?? byUid.get(ref.externalId);
      return found ? { found } : { doubt: { code: 'SESSION_NOT_FOUND', session: text } };
    }
    const all = (byStart.get(`${ref.date} ${ref.time} ${plainText(ref.service)}`) ?? []).map(
      ({ session }) => session,
    );
    const open = all.filter(({ state }) => state === 'open');
    const [first, ...others] = open.length > 0 ? open : all;
    if (!first) return { doubt: { code: 'SESSION_NOT_FOUND', session: text } };
    return others.length > 0
      ? { doubt: { code: 'SESSION_AMBIGUOUS', session: text, count: others.length + 1 } }
      : { found: first };
  };
}

interface TakenCredit {
  readonly lotId: LotId;
  readonly giveBack: () => void;
}

function creditTaker(lots: readonly UsableLot[]) {
  const byClient = Map.groupBy(lots, ({ clientId }) => clientId);
  const used = new Map<LotId, number>();
  return (clientId: ClientId, session: BookableSession): TakenCredit | undefined => {
    const lot = byClient
      .get(clientId)
      ?.find(
        (each) =>
          each.remaining > (used.get(each.id) ?? 0) &&
          lotPaysOn(each, session.date) &&
          (each.serviceIds === null || each.serviceIds.includes(session.serviceId)),
      );
    if (!lot) return undefined;
    used.set(lot.id, (used.get(lot.id) ?? 0) + 1);
    return { lotId: lot.id, giveBack: () => void used.set(lot.id, (used.get(lot.id) ?? 0) - 1) };
  };
}

/** "Example, Robin" → "Robin Example". */
function turned(name: string): string {
  const comma = name.indexOf(',');
  return comma === -1 ? name : `${name.slice(comma + 1).trim()} ${name.slice(0, comma).trim()}`;
}

function placeText(
  who: { readonly clientName: string; readonly participant: string },
  session: string | undefined,
): string {
  return [who.clientName, who.participant, session].filter(Boolean).join(', ');
}

function clientText(ref: ClientRef): string {
  return ref.by === 'externalId' ? ref.externalId : ref.by === 'email' ? ref.email : ref.name;
}

function sessionText(ref: SessionRef): string {
  return ref.by === 'externalId' ? ref.externalId : `${ref.service}, ${ref.date} ${ref.time}`;
}

function titleOf({ title, date, time }: BookableSession): string {
  return `${title}, ${date} ${time}`;
}
