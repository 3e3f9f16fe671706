import type { ReadDb } from '#db/database.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as enrolments from '#db/repositories/enrolment.ts';
import * as services from '#db/repositories/service.ts';
import type { Series } from '#db/schema/series.ts';
import { creditsFor } from '#domain/prepayment/credits-for.ts';
import { mayGoOn, type Missing, missingFor, type PrepaymentRule } from '#domain/prepayment/rule.ts';
import type { ClientId, LotId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { readPrepaymentRule } from '../../settings/prepayment-settings.ts';
import type { Actor } from '../context.ts';
import { moneyOf } from '../prepayment/require-prepayment.ts';
import { sessionCost } from '../session/session-cost.ts';

type Enrolled = ReturnType<typeof enrolments.listEnrolled>[number];

/** A place that somebody who is enrolled gets, or not, in a session that an edit adds. */
export interface AddedPlace {
  readonly enrolled: Enrolled;
  readonly date: LocalDate;
  /** The credit that pays for it; null: it goes to the client's account. */
  readonly lotId: LotId | null;
  /** What the client has not paid in advance; null when nothing is missing. */
  readonly missing: Missing | null;
}

export interface AddedPlan {
  readonly priceMinor: number;
  readonly given: readonly AddedPlace[];
  /** Places that are not given, since Session control holds them. */
  readonly leftOut: readonly AddedPlace[];
}

/**
 * Who of the enrolled gets a place in sessions that are added on these days. What a place costs goes to the client's account, and
 * under Session control credits pay where they can. Who has not paid in advance gets none, but the available credit filter only
 * warns the desk (domain.md 5). The same for the preview of the edit and for the edit.
 */
export function planAdded(
  db: ReadDb,
  actor: Actor,
  row: Pick<Series, 'id' | 'isClass' | 'serviceId' | 'durationMinutes'>,
  dates: readonly LocalDate[],
): AddedPlan {
  if (!row.isClass || dates.length === 0) return { priceMinor: 0, given: [], leftOut: [] };
  const priceMinor = sessionCost(services.getById(db, row.serviceId), row.durationMinutes);
  const rule = readPrepaymentRule(db);
  const byClient = Map.groupBy(enrolments.listEnrolled(db, row.id), ({ clientId }) => clientId);
  const places = [...byClient].flatMap(([clientId, enrolled]) =>
    placesOf(db, rule, { clientId, enrolled, dates, serviceId: row.serviceId, priceMinor }),
  );
  const goesOn = mayGoOn(rule.mode, actor.role);
  return {
    priceMinor,
    given: places.filter(({ missing }) => missing === null || goesOn),
    leftOut: places.filter(({ missing }) => missing !== null && !goesOn),
  };
}

/** The places of one client by day, each held against what those before it have taken. */
function placesOf(
  db: ReadDb,
  rule: PrepaymentRule,
  wanted: {
    readonly clientId: ClientId;
    readonly enrolled: readonly Enrolled[];
    readonly dates: readonly LocalDate[];
    readonly serviceId: Series['serviceId'];
    readonly priceMinor: number;
  },
): AddedPlace[] {
  const { clientId, priceMinor, serviceId } = wanted;
  const pairs = wanted.dates
    .toSorted()
    .flatMap((date) => wanted.enrolled.map((enrolled) => ({ enrolled, date })));
  if (rule.mode === 'open') return pairs.map((pair) => ({ ...pair, lotId: null, missing: null }));
  const payWithCredits = priceMinor > 0 && rule.mode !== 'threshold';
  const lotIds = payWithCredits
    ? creditsFor(
        pairs.map(({ date }) => ({ serviceId, localDate: date })),
        creditLots.listPaying(db, clientId),
      )
    : [];
  const money = moneyOf(db, clientId);
  let spentMinor = 0;
  return pairs.map((pair, index) => {
    const lotId = lotIds[index] ?? null;
    const costMinor = lotId === null ? priceMinor : 0;
    const missing = missingFor(rule, {
      balanceMinor: money.balanceMinor,
      availableMinor: money.availableMinor - spentMinor,
      costMinor,
      withoutCredit: costMinor > 0 ? 1 : 0,
    });
    spentMinor += costMinor;
    return { ...pair, lotId, missing };
  });
}
