import type { ReadDb } from '#db/database.ts';
import * as balances from '#db/repositories/balance.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import * as payments from '#db/repositories/payment.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { moneyRecipient } from '../../messages/write-to-client.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { studioDay } from '../package/find-lot.ts';
import { type AvailableCredit, availableCredit, NO_CREDIT } from '../prepayment/available-credit.ts';
import { type ClientPermissions, permissionsOf } from './list-clients.ts';

const MOST_BOOKINGS_SHOWN = 200;

/**
 * A client's page. Practitioners find those who have, or had, a place in their own sessions, and see who it is and these bookings,
 * and nobody's money (domain.md 9).
 */
export function getClient(
  { db, now }: ServiceContext,
  actor: Actor,
  id: ClientId,
): Result<ClientView, NotFound> {
  const client = clients.findById(db.read, id);
  if (!client) return notFound('client');
  const { firstName, lastName, email, phone, note, address, version } = client;
  const isPractitioner = actor.role === 'practitioner';
  const held = bookings.listForClient(db.read, id, {
    limit: MOST_BOOKINGS_SHOWN,
    // A practitioner account that belongs to no practitioner has no sessions.
    practitionerId: isPractitioner ? (actor.practitionerId ?? NOBODY) : null,
  });
  if (isPractitioner && held.length === 0) return notFound('client');
  return ok({
    id,
    version,
    firstName,
    lastName,
    email,
    phone,
    note: isPractitioner ? '' : note,
    address: isPractitioner ? '' : address,
    name: clientName(client),
    archived: client.state !== 'active',
    permissions: permissionsOf(client),
    mergedInto: named(db.read, client.mergedInto),
    payer: isPractitioner ? null : named(db.read, client.payerId),
    moneyEmail: isPractitioner ? '' : moneyRecipient(db.read, client).email,
    members: isPractitioner ? 0 : balances.listMembers(db.read, id).length,
    formerNames: clients.listMergedInto(db.read, id).map(clientName),
    balance: isPractitioner ? NO_CREDIT : availableCredit(db.read, id),
    lots: isPractitioner ? [] : lotsOf(db.read, id, now()),
    payments: isPractitioner ? [] : payments.listForClient(db.read, id),
    bookings: held,
  });
}

export interface ClientView {
  readonly id: ClientId;
  readonly version: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly note: string;
  readonly address: string;
  readonly name: string;
  readonly archived: boolean;
  readonly permissions: ClientPermissions;
  readonly mergedInto: { readonly id: ClientId; readonly name: string } | null;
  readonly payer: { readonly id: ClientId; readonly name: string } | null;
  readonly moneyEmail: string;
  readonly members: number;
  readonly formerNames: string[];
  readonly balance: AvailableCredit;
  readonly lots: (creditLots.CreditLotWithRest & { readonly hold: lotHolds.LotHold | null })[];
  readonly payments: payments.PaymentWithFree[];
  readonly bookings: bookings.BookingOfClient[];
}

function lotsOf(db: ReadDb, id: ClientId, at: number): ClientView['lots'] {
  const lots = creditLots.listForClient(db, id);
  const ids = lots.map((lot) => lot.id);
  const holds = lotHolds.currentOf(db, ids, studioDay(db, at));
  return lots.map((lot) => ({ ...lot, hold: holds.get(lot.id) ?? null }));
}

function named(db: ReadDb, id: ClientId | null): ClientView['mergedInto'] {
  return id === null ? null : { id, name: clientName(clients.getById(db, id)) };
}

const NOBODY = -1 as NonNullable<Actor['practitionerId']>;
