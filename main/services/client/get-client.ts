import type { ReadDb } from '#db/database.ts';
import * as bookings from '#db/repositories/booking.ts';
import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as payments from '#db/repositories/payment.ts';
import type { Client } from '#db/schema/client.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { type ClientPermissions, permissionsOf } from './list-clients.ts';

const MOST_BOOKINGS_SHOWN = 200;

/**
 * A client's page. Practitioners find those who have, or had, a place in their own sessions, and see who it is and these bookings,
 * and nobody's money (domain.md 9).
 */
export function getClient({ db }: ServiceContext, actor: Actor, id: ClientId): Result<ClientView, NotFound> {
  const client = clients.findById(db.read, id);
  if (!client) return notFound('client');
  const { firstName, lastName, email, phone, note, version } = client;
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
    name: clientName(client),
    archived: client.state !== 'active',
    permissions: permissionsOf(client),
    mergedInto: mergedInto(db.read, client),
    formerNames: clients.listMergedInto(db.read, id).map(clientName),
    balance: isPractitioner ? NO_BALANCE : balanceOf(db.read, id),
    lots: isPractitioner ? [] : creditLots.listForClient(db.read, id),
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
  readonly name: string;
  readonly archived: boolean;
  readonly permissions: ClientPermissions;
  readonly mergedInto: { readonly id: ClientId; readonly name: string } | null;
  readonly formerNames: string[];
  readonly balance: ClientBalance;
  readonly lots: creditLots.CreditLotWithRest[];
  readonly payments: payments.PaymentWithFree[];
  readonly bookings: bookings.BookingOfClient[];
}

function mergedInto(db: ReadDb, client: Client): ClientView['mergedInto'] {
  if (client.mergedInto === null) return null;
  const into = clients.getById(db, client.mergedInto);
  return { id: into.id, name: clientName(into) };
}

/** balance = payments − refunds − charges; available = balance − open bookings (domain.md 5). */
export interface ClientBalance {
  readonly paymentsMinor: number;
  readonly refundsMinor: number;
  readonly chargesMinor: number;
  readonly balanceMinor: number;
  readonly openBookingsMinor: number;
  readonly availableMinor: number;
}

/** Sums the client's ledger account by what moved it: payments in, refunds back, and all else as charges. */
export function balanceOf(db: ReadDb, clientId: ClientId): ClientBalance {
  const lines = ledger.balanceOfClientByKind(db, clientId);
  const sum = (isWanted: (kind: string) => boolean): number =>
    lines.filter(({ kind }) => isWanted(kind)).reduce((total, { amountMinor }) => total + amountMinor, 0);
  const paymentsMinor = sum(isPayment);
  const refundsMinor = 0 - sum(isRefund);
  const chargesMinor = 0 - sum((kind) => !isPayment(kind) && !isRefund(kind));
  const balanceMinor = paymentsMinor - refundsMinor - chargesMinor;
  const openBookingsMinor = bookings.openCostOfClient(db, clientId);
  return {
    paymentsMinor,
    refundsMinor,
    chargesMinor,
    balanceMinor,
    openBookingsMinor,
    availableMinor: balanceMinor - openBookingsMinor,
  };
}

const isPayment = (kind: string): boolean =>
  ['payment', 'payment_voided', 'opening', 'merged_payments'].includes(kind);
const isRefund = (kind: string): boolean => kind.startsWith('refund') || kind === 'merged_refunds';

const NOBODY = -1 as NonNullable<Actor['practitionerId']>;

const NO_BALANCE: ClientBalance = {
  paymentsMinor: 0,
  refundsMinor: 0,
  chargesMinor: 0,
  balanceMinor: 0,
  openBookingsMinor: 0,
  availableMinor: 0,
};
