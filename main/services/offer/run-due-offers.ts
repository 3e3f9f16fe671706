import type { WriteDb } from '#db/database.ts';
import * as offers from '#db/repositories/offer.ts';
import * as sessions from '#db/repositories/session.ts';
import * as staff from '#db/repositories/staff.ts';
import * as studios from '#db/repositories/studio.ts';
import { unansweredReason } from '#domain/message/reschedule-notice.ts';
import type { OfferId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { instantToWall } from '#domain/values/time.ts';
import { readTemplates } from '../../settings/message-templates.ts';
import { makePlan } from '../cancellation/cancellation-plan.ts';
import { commit } from '../commit.ts';
import type { ServiceContext } from '../context.ts';
import { findActor } from '../staff/find-actor.ts';
import { recordDeed } from '../record-deed.ts';
import { acceptCancellation } from '../cancellation/submit-cancellation.ts';
import { endOffer } from './end-offer.ts';
import { fallbackTrouble } from './fallback.ts';

/** Left for the next time, or for a person: the offer stays open and shows as overdue. */
type NotNow = { readonly code: 'NOT_NOW' };

/**
 * Ends the offers whose deadline has come, each in one transaction that also does its fallback: kept, or cancelled by a job on
 * behalf of who made the offer (domain.md 7). Running it again, or after a crash, finds nothing to do twice: the offer has left `open`
 * together with the job that its name stands for. Also withdraws offers whose client has given the place up.
 */
export function runDueOffers(context: ServiceContext): void {
  for (const { id } of offers.listWithoutBooking(context.db.read))
    commit(context, ['offers', 'sessions', 'messages'], (tx) => {
      const offer = offers.findById(tx, id);
      if (offer?.state !== 'open') return err<NotNow>({ code: 'NOT_NOW' });
      endOffer(tx, offer, 'withdrawn', context.now());
      return ok(undefined);
    });
  for (const { id } of offers.listDue(context.db.read, context.now())) {
    const done = commit(context, ['offers', 'sessions', 'messages', 'jobs'], (tx) => expire(tx, context, id));
    if (!done.ok || done.value === 'kept') continue;
    context.wakeJobs();
    context.csvOwed();
  }
}

function expire(tx: WriteDb, context: ServiceContext, id: OfferId): Result<'kept' | 'canceled', NotNow> {
  const at = context.now();
  const offer = offers.findById(tx, id);
  if (offer?.state !== 'open' || offer.deadlineAt > at) return err({ code: 'NOT_NOW' });
  endOffer(tx, offer, 'expired', at);
  const person = staff.getById(tx, offer.offeredBy);
  recordDeed(
    tx,
    { staffId: person.id, name: person.name, role: person.role, practitionerId: person.practitionerId },
    at,
    {
      action: 'session.offer_expired',
      subjectKind: 'session',
      subjectId: offer.sessionId,
      data: { offerId: id, fallback: offer.fallback },
    },
  );
  if (offer.fallback === 'keep') return ok('kept');
  return cancel(tx, context, offer) ? ok('canceled') : err({ code: 'NOT_NOW' });
}

/** The same job as the desk's own cancellation, within the limits that the person has now. False: not possible now. */
function cancel(tx: WriteDb, context: ServiceContext, offer: offers.RescheduleOffer): boolean {
  const now = context.now();
  const actor = findActor(tx, offer.offeredBy);
  if (!actor || fallbackTrouble(tx, offer, { violations: context.moneyFrozen(), now })) return false;
  const plan = makePlan(tx, { sessionIds: [offer.sessionId] }, now);
  const { zone } = sessions.getById(tx, offer.sessionId);
  const { locale } = studios.get(tx);
  const accepted = acceptCancellation(
    tx,
    context,
    actor,
    {
      sessionIds: [offer.sessionId],
      requestUid: offer.uid,
      planHash: plan.hash,
      reason: unansweredReason(instantToWall(offer.deadlineAt, zone), locale),
      message: { channel: 'email', ...readTemplates(tx).sessionCanceled },
      typedTotalMinor: plan.refundTotalMinor,
    },
    { approvedBy: null, isAgreed: true },
  );
  if (!accepted.ok) return false;
  offers.update(tx, offer.id, offer.version + 1, { jobId: accepted.value.jobId });
  return true;
}
