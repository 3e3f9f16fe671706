import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as services from '#db/repositories/service.ts';
import * as sessions from '#db/repositories/session.ts';
import type { ClientId, LotId, PaymentId, SessionId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { accountCreditOf, listSpendable } from '../../invoices/account-credit.ts';
import type { ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { type CardAtDesk, cardAtDesk } from '../payment/card-at-desk.ts';
import { availableCredit } from '../prepayment/available-credit.ts';
import { sessionCost } from '../session/session-cost.ts';

export interface BookingOptions {
  readonly priceMinor: number;
  /** What the client could still spend: the available credit (domain.md 5). */
  readonly availableMinor: number;
  readonly lots: { id: LotId; name: string; remaining: number; expiresOn: LocalDate | null }[];
  readonly freePayments: { id: PaymentId; method: string; freeMinor: number; receivedAt: number }[];
  /** What could be used of all payments together. */
  readonly creditMinor: number;
  readonly cardOnFile: CardAtDesk | null;
}

/** What a booking would cost and how this client could pay; the lot that expires first stands first. */
export function getBookingOptions(
  context: ServiceContext,
  input: { readonly sessionId: SessionId; readonly clientId: ClientId },
): Result<BookingOptions, NotFound> {
  const { db } = context;
  const session = sessions.findById(db.read, input.sessionId);
  if (!session) return notFound('session');
  const { clientId } = input;
  if (!clients.findById(db.read, clientId)) return notFound('client');
  const service = services.getById(db.read, session.serviceId);
  return ok({
    priceMinor: sessionCost(service, session.durationMinutes),
    availableMinor: availableCredit(db.read, clientId).availableMinor,
    lots: creditLots
      .listEligible(db.read, clientId, session.serviceId, session.localDate)
      .map(({ id, name, remaining, expiresOn }) => ({ id, name, remaining, expiresOn })),
    freePayments: listSpendable(db.read, clientId)
      .filter(({ purpose }) => purpose !== 'package')
      .map(({ id, method, freeMinor, receivedAt }) => ({ id, method, freeMinor, receivedAt })),
    creditMinor: accountCreditOf(db.read, clientId),
    cardOnFile: cardAtDesk(context, clientId),
  });
}
