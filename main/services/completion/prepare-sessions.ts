import type { ReadDb } from '#db/database.ts';
import * as facts from '#db/repositories/completion-facts.ts';
import * as wageRates from '#db/repositories/wage-rate.ts';
import { creditShares } from '#domain/completion/credit-shares.ts';
import type { SessionFacts } from '#domain/completion/facts.ts';
import type { CompletionMoment } from '#domain/completion/plan.ts';
import { wageRuleOn } from '#domain/completion/wage.ts';
import type { SessionId } from '#domain/values/ids.ts';
import type { Actor } from '../context.ts';

/** A session ready to be planned, with what a screen says about it. */
export interface PreparedSession {
  readonly row: facts.SessionToSave;
  readonly bookings: readonly facts.BookingToSave[];
  readonly facts: SessionFacts;
}

export interface PreparedSessions {
  readonly byId: ReadonlyMap<SessionId, PreparedSession>;
  /** One purse of credit shares for all plans that are made from this. */
  readonly shares: CompletionMoment['shares'];
}

/**
 * Reads everything that saving these sessions depends on, in a handful of statements whatever their number. A practitioner
 * finds only their own (domain.md 9); what is not found is not in the map.
 */
export function prepareSessions(db: ReadDb, actor: Actor, ids: readonly SessionId[]): PreparedSessions {
  const rows = facts
    .listSessions(db, [...new Set(ids)])
    .filter((row) => actor.role !== 'practitioner' || row.practitionerId === actor.practitionerId);
  const found = rows.map(({ id }) => id);
  const bookings = Map.groupBy(facts.listBookings(db, found), ({ sessionId }) => sessionId);
  const fundings = facts.listFundings(db, found);
  const fundingsOf = Map.groupBy(fundings, ({ bookingId }) => bookingId);
  const practitioners = new Set(rows.flatMap(({ practitionerId }) => practitionerId ?? []));
  const wagesOf = Map.groupBy(
    wageRates.listForPractitioners(db, [...practitioners]),
    ({ practitionerId }) => practitionerId,
  );
  const lots = new Set(fundings.flatMap(({ lotId }) => lotId ?? []));
  const prepared = rows.map((row): [SessionId, PreparedSession] => {
    const { id, state, startsAt, localDate, durationMinutes, serviceId, practitionerId } = row;
    const held = bookings.get(id) ?? [];
    const own = practitionerId === null ? [] : (wagesOf.get(practitionerId) ?? []);
    const session: SessionFacts = {
      sessionId: id,
      state,
      startsAt,
      localDate,
      durationMinutes,
      serviceId,
      practitionerId,
      wage: wageRuleOn(localDate, serviceId, own, row),
      bookings: held.map((booking) => ({
        bookingId: booking.id,
        clientId: booking.clientId,
        priceMinor: booking.priceMinor,
        rate: { taxName: booking.taxName, taxRateBp: booking.taxRateBp, taxInclusive: true },
        fundings: (fundingsOf.get(booking.id) ?? []).map(({ id: fundingId, kind, amountMinor, lotId }) => ({
          fundingId,
          kind,
          amountMinor,
          lotId,
        })),
      })),
    };
    return [id, { row, bookings: held, facts: session }];
  });
  return { byId: new Map(prepared), shares: creditShares(facts.listLotEarnings(db, [...lots])) };
}

/** Practitioners save what was held; the desk may also call a session off before it begins (domain.md 9). */
export const mayCallOff = ({ role }: Actor): boolean => role !== 'practitioner';

/** Staff do not see what practitioners earn; practitioners see their own (domain.md 9). */
export const seesWages = ({ role }: Actor): boolean => role !== 'staff';
