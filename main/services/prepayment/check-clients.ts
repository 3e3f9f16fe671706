import type { ReadDb } from '#db/database.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as series from '#db/repositories/series.ts';
import * as sessions from '#db/repositories/session.ts';
import { creditsFor, type PlaceToPay } from '#domain/prepayment/credits-for.ts';
import { mayGoOn, type Missing, missingFor, type PrepaymentRule } from '#domain/prepayment/rule.ts';
import type { ClientId, SeriesId, SessionId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { readPrepaymentRule } from '../../settings/prepayment-settings.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { classPlaces } from '../enrolment/class-places.ts';
import { isClass } from '../enrolment/class-terms.ts';
import { notFound, type NotFound } from '../errors.ts';
import { costOfSession } from '../session/session-cost.ts';
import { moneyOf } from './require-prepayment.ts';

/** A place that would be given, and what it costs by the price list. */
export type PricedPlace = PlaceToPay & { readonly costMinor: number };

/**
 * What these clients lack for a place before anything is paid for it, so that the choosing can say so. Somebody whose credits pay
 * for it lacks no available credit. The booking itself is held against the rule again, with what is paid for it.
 */
export function checkClients(
  { db: { read }, now }: ServiceContext,
  actor: Actor,
  input: {
    readonly clientIds: readonly ClientId[];
    readonly place: { readonly sessionId: SessionId } | { readonly seriesId: SeriesId };
  },
): Result<
  { mayGoOn: boolean; rows: { clientId: ClientId; missing: Missing }[] },
  NotFound | { readonly code: 'CLASS_NOT_OPEN' }
> {
  const found = placesFor(read, input.place, now());
  if (!found.ok) return found;
  const rule = readPrepaymentRule(read);
  const places = found.value;
  const rows = input.clientIds.flatMap((clientId) => {
    const missing = rule.mode === 'open' ? null : missingBefore(read, rule, clientId, places(clientId));
    return missing ? [{ clientId, missing }] : [];
  });
  return ok({ mayGoOn: mayGoOn(rule.mode, actor.role), rows });
}

/** What a client lacks for these places before anything is paid for them; credits pay where they can. */
function missingBefore(
  db: ReadDb,
  rule: PrepaymentRule,
  clientId: ClientId,
  places: readonly PricedPlace[],
): Missing | null {
  const paying = creditsFor(places, creditLots.listPaying(db, clientId));
  const unpaid = places.filter(({ costMinor }, index) => costMinor > 0 && !paying[index]);
  return missingFor(rule, {
    ...moneyOf(db, clientId),
    costMinor: unpaid.reduce((sum, { costMinor }) => sum + costMinor, 0),
    withoutCredit: unpaid.length,
  });
}

function placesFor(
  db: ReadDb,
  place: { readonly sessionId: SessionId } | { readonly seriesId: SeriesId },
  now: number,
): Result<(clientId: ClientId) => PricedPlace[], NotFound | { readonly code: 'CLASS_NOT_OPEN' }> {
  if ('sessionId' in place) {
    const session = sessions.findById(db, place.sessionId);
    if (!session) return notFound('session');
    const { serviceId, localDate } = session;
    const priced = { serviceId, localDate, costMinor: costOfSession(db, session) };
    return ok(() => [priced]);
  }
  const row = series.findById(db, place.seriesId);
  if (!row) return notFound('series');
  if (!isClass(row)) return err({ code: 'CLASS_NOT_OPEN' });
  return ok((clientId) =>
    classPlaces(db, row, { clientId, participant: '' }, now)
      .places.filter(({ what }) => what === 'book')
      .map(({ session: { serviceId, localDate }, costMinor }) => ({ serviceId, localDate, costMinor })),
  );
}
