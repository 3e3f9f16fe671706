import type { WriteDb } from '#db/database.ts';
import type { DuePart } from '#domain/payment/due-part.ts';
import type { ChargeId, ClientId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { type NoCard, requestCharge } from '../../cards/request-charge.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { recordDeed } from '../record-deed.ts';
import type { FundingInput } from './fund-booking.ts';

/**
 * Asks for the charge of the card on file for what it is to pay of new places, in their transaction; null where it pays nothing. Until it
 * succeeds the places are owed on the account, and nobody at the desk is asked for the same money again (decision 031).
 */
export function chargePlaces(
  tx: WriteDb,
  actor: Actor,
  context: Pick<ServiceContext, 'now' | 'newUid'>,
  charge: {
    /** Of the booking; the charge has the same name, so that a repeat is the same charge. */
    readonly requestUid?: string | undefined;
    readonly clientId: ClientId;
    readonly fundings: readonly FundingInput[];
    readonly pays: readonly DuePart[];
  },
): Result<ChargeId | null, NoCard> {
  const { clientId, pays } = charge;
  const onFile = charge.fundings.find((funding) => funding.kind === 'card_on_file');
  if (!onFile) return ok(null);
  const { amountMinor, description } = onFile;
  const now = context.now();
  const requestUid = charge.requestUid ?? context.newUid();
  const wish = { requestUid, clientId, amountMinor, description, pays, purpose: 'booking' as const };
  const asked = requestCharge(tx, { ...wish, requestedBy: actor.staffId }, { now, newUid: context.newUid });
  if (!asked.ok) return asked;
  const { chargeId } = asked.value;
  recordDeed(tx, actor, now, {
    action: 'charge.requested',
    subjectKind: 'client',
    subjectId: clientId,
    data: { chargeId, amountMinor },
  });
  return ok(chargeId);
}
