import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as series from '#db/repositories/series.ts';
import type { ClientId, SeriesId } from '#domain/values/ids.ts';
import { err, ok } from '#domain/values/result.ts';
import { accountCreditOf, listSpendable } from '../../invoices/account-credit.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { cardAtDesk } from '../payment/card-at-desk.ts';
import { availableCredit } from '../prepayment/available-credit.ts';
import { classPlaces } from './class-places.ts';
import { isClass } from './class-terms.ts';

/** What enrolling this person would book and cost, session by session, and how they could pay. */
export function getEnrolmentOptions(
  context: ServiceContext,
  input: { readonly seriesId: SeriesId; readonly clientId: ClientId; readonly participant: string },
) {
  const {
    db: { read },
    now,
  } = context;
  const { seriesId, clientId, participant } = input;
  const row = series.findById(read, seriesId);
  if (!row) return notFound('series');
  if (!isClass(row) || row.state !== 'enabled') return err({ code: 'CLASS_NOT_OPEN' as const });
  if (!clients.findById(read, clientId)) return notFound('client');
  const { places, late } = classPlaces(read, row, input, now());
  const elsewhere = enrolments.elsewhereOf(read, seriesId, clientId, participant);
  const toBook = places.filter(({ what }) => what === 'book');
  const lots = new Map(
    toBook
      .flatMap(({ session }) => creditLots.listEligible(read, clientId, session.serviceId, session.localDate))
      .map(({ id, name, remaining, expiresOn }) => [id, { id, name, remaining, expiresOn }]),
  );
  return ok({
    lines: places.map(({ session, costMinor, what }) => ({
      sessionId: session.id,
      date: session.localDate,
      time: session.localTime,
      costMinor,
      capacity: session.capacity,
      booked: session.booked,
      what,
      elsewhere: what === 'book' ? (elsewhere.get(session.id) ?? null) : null,
    })),
    priceMinor: toBook.reduce((sum, { costMinor }) => sum + costMinor, 0),
    availableMinor: availableCredit(read, clientId).availableMinor,
    late,
    isEnrolled: enrolments.isEnrolled(read, seriesId, clientId, participant),
    lots: [...lots.values()],
    freePayments: listSpendable(read, clientId)
      .filter(({ purpose }) => purpose !== 'package')
      .map(({ id, method, freeMinor, receivedAt }) => ({ id, method, freeMinor, receivedAt })),
    creditMinor: accountCreditOf(read, clientId),
    cardOnFile: cardAtDesk(context, clientId),
  });
}
