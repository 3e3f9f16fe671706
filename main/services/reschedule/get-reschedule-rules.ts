import * as offers from '#db/repositories/offer.ts';
import * as sessions from '#db/repositories/session.ts';
import { cutOffAt } from '#domain/session/cut-off.ts';
import type { ClientId, OfferId, SessionId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { readCutOffs } from '../../settings/studio-settings.ts';
import type { ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { type ProposedFee, proposeFees } from '../package/reschedule-fee.ts';

/** Null: no cut-off. */
export interface RescheduleRules {
  readonly cancelUntilAt: number | null;
  readonly rescheduleUntilAt: number | null;
  /** The engine's clock, by which the cut-offs are held. */
  readonly now: number;
  /** The offer that waits for its answer. */
  readonly offer: { readonly id: OfferId; readonly deadlineAt: number } | null;
  /** What moving it at the clients' wish would cost them, by the terms of their packages. */
  readonly fees: ProposedFee[];
  readonly clients: { readonly clientId: ClientId; readonly name: string; readonly hasEmail: boolean }[];
}

/** What the dialogs of one session have to say before their buttons. */
export function getRescheduleRules(
  { db: { read }, now }: ServiceContext,
  id: SessionId,
): Result<RescheduleRules, NotFound> {
  const session = sessions.findById(read, id);
  if (!session) return notFound('session');
  const { cancelCutOffHours, rescheduleCutOffHours } = readCutOffs(read);
  const offer = offers.findOpen(read, id);
  return ok({
    cancelUntilAt: cutOffAt(session.startsAt, cancelCutOffHours),
    rescheduleUntilAt: cutOffAt(session.startsAt, rescheduleCutOffHours),
    now: now(),
    fees: proposeFees(read, id),
    offer: offer ? { id: offer.id, deadlineAt: offer.deadlineAt } : null,
    clients: offers
      .listBookedClients(read, id)
      .map(({ clientId, name, email }) => ({ clientId, name, hasEmail: email !== '' })),
  });
}
