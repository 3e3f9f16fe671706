import * as enrolments from '#db/repositories/enrolment.ts';
import * as series from '#db/repositories/series.ts';
import * as services from '#db/repositories/service.ts';
import * as studios from '#db/repositories/studio.ts';
import { classStateOf } from '#domain/enrolment/class-state.ts';
import { isDisplayed } from '#domain/enrolment/deadlines.ts';
import type { SeriesId } from '#domain/values/ids.ts';
import { ok } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { sessionCost } from '../session/session-cost.ts';
import { datesOf, fieldsOf } from '../series/plan-series.ts';
import { servicesOf, shownTo, totalsOf } from './class-pricing.ts';
import { isClass, typedTerms } from './class-terms.ts';

/**
 * A class: its terms, every session, what it costs and earns in all, what is skipped, and who is enrolled. Practitioners find
 * their own, and nobody's money (domain.md 9).
 */
export function getClass({ db: { read }, now }: ServiceContext, actor: Actor, id: SeriesId) {
  const row = series.findById(read, id);
  const isForeign = actor.role === 'practitioner' && row?.practitionerId !== actor.practitionerId;
  if (!isClass(row) || isForeign) return notFound('class');
  const at = now();
  const sessions = enrolments.listSessions(read, id);
  const toCome = sessions.filter(({ state, startsAt }) => state === 'open' && startsAt > at);
  const freeLeast = toCome.reduce(
    (least, s) => Math.min(least, s.capacity - s.booked),
    Number.POSITIVE_INFINITY,
  );
  const facts = { seriesState: row.state, toCome: toCome.length, freeLeast, enrolUntilAt: row.enrolUntilAt };
  const service = services.getById(read, row.serviceId);
  const serviceOf = servicesOf(read);
  const rule = datesOf(read, fieldsOf(row), row.zone, row);
  return ok({
    seriesId: id,
    version: row.version,
    title: row.title || service.name,
    color: service.color,
    serviceName: service.name,
    state: classStateOf(facts, at),
    terms: typedTerms(read, row),
    enrolUntilAt: row.enrolUntilAt,
    dropUntilAt: row.dropUntilAt,
    zone: studios.get(read).zone,
    sessions: sessions.map((session) => ({
      id: session.id,
      date: session.localDate,
      time: session.localTime,
      durationMinutes: session.durationMinutes,
      startsAt: session.startsAt,
      state: session.state,
      capacity: session.capacity,
      booked: session.booked,
      costMinor: sessionCost(serviceOf(session.serviceId), session.durationMinutes),
      displayed: session.displayed,
      isShown: isDisplayed(row.displayRule, session, row.enrolUntilAt),
      version: session.version,
    })),
    skipped: rule.ok ? [...rule.value.skipped] : [],
    totals: shownTo(actor, totalsOf(read, sessions)),
    enrolments: enrolments.listOfSeries(read, id, at).map((enrolled) => ({
      ...enrolled,
      priceMinor: actor.role === 'practitioner' ? null : enrolled.priceMinor,
    })),
  });
}
