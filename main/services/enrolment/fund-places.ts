import type { WriteDb } from '#db/database.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import { allocate } from '#domain/enrolment/allocate.ts';
import type { DuePart } from '#domain/payment/due-part.ts';
import type { ClientId, LotId, StaffId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import {
  fundBooking,
  type FundingError,
  type FundingInput,
  fundingMismatch,
} from '../booking/fund-booking.ts';
import { openSources } from '../booking/open-sources.ts';
import type { CardOrigin } from '../payment/write-payment.ts';
import type { TakenPlace } from './class-places.ts';

/** As for one booking, but several lots may give the credits between them. */
export function placesMismatch(priceMinor: number, fundings: readonly FundingInput[]) {
  return fundings.every(({ kind }) => kind === 'package') ? null : fundingMismatch(priceMinor, fundings);
}

/**
 * Pays for all places of an enrolment: one credit for each from the first of the lots that can give it, or the amounts, each taken
 * once and laid over the places. A place that costs nothing is free. Answers what the card on file is to be charged for each.
 */
export function fundPlaces(
  tx: WriteDb,
  places: readonly TakenPlace[],
  payer: {
    readonly clientId: ClientId;
    readonly priceMinor: number;
    readonly fundings: readonly FundingInput[];
    readonly origins: readonly (CardOrigin | null)[];
    readonly staffId: StaffId;
    readonly at: number;
  },
): Result<DuePart[], FundingError> {
  const { fundings, at } = payer;
  const lotIds = fundings.flatMap((funding) => (funding.kind === 'package' ? [funding.lotId] : []));
  if (lotIds.length > 0) return fundFromLots(tx, places, lotIds, at);
  const opened = openSources(tx, payer, fundings, payer.origins);
  if (!opened.ok) return opened;
  const sources = opened.value;
  const pays: DuePart[] = [];
  const parts = allocate(
    sources.map((source) => ('amountMinor' in source ? source.amountMinor : 0)),
    places.map(({ booking }) => booking.priceMinor),
  );
  for (const [place, taken] of places.entries()) {
    const paying = sources.flatMap((source, index) => {
      const amountMinor = parts[index]?.[place] ?? 0;
      return source.kind === 'free' || amountMinor > 0 ? [{ source, amountMinor }] : [];
    });
    const rows = paying.length > 0 ? paying : [{ source: { kind: 'free' as const }, amountMinor: 0 }];
    for (const { source, amountMinor } of rows) {
      const funded = fundBooking(tx, { ...taken, at }, source, amountMinor);
      if (!funded.ok) return funded;
      if (source.kind === 'card_on_file')
        pays.push({ ref: { kind: 'booking', bookingId: taken.booking.id }, amountMinor });
    }
  }
  return ok(pays);
}

function fundFromLots(
  tx: WriteDb,
  places: readonly TakenPlace[],
  lotIds: readonly LotId[],
  at: number,
): Result<DuePart[], FundingError> {
  for (const taken of places) {
    const { booking, session } = taken;
    const eligible = creditLots.listEligible(tx, booking.clientId, session.serviceId, session.localDate);
    const lotId = lotIds.find((id) => eligible.some((lot) => lot.id === id)) ?? lotIds[lotIds.length - 1];
    if (lotId === undefined) break;
    const funded = fundBooking(tx, { ...taken, at }, { kind: 'package', lotId }, 0);
    if (!funded.ok) return funded;
  }
  return ok([]);
}
