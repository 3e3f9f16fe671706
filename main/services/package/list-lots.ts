import type { ReadDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import * as lotLists from '#db/repositories/lot-list.ts';
import type { CreditLot } from '#db/schema/package.ts';
import { clientName } from '#domain/client/client-name.ts';
import { type ShareGroup, shareGroups } from '#domain/package/lot-worth.ts';
import type { ClientId, Id, LotId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { addDays, type LocalDate } from '#domain/values/time.ts';
import { readPackageSettings } from '../../settings/studio-settings.ts';
import type { ServiceContext } from '../context.ts';
import { notFound, type NotFound } from '../errors.ts';
import { remainingOf, studioDay } from './find-lot.ts';

const MOST_EVENTS = 500;

export interface LotListInput {
  readonly state: lotLists.LotFilter['state'];
  readonly packageId: Id<'package'> | null;
  readonly search: string;
  readonly limit: number;
  readonly offset: number;
}

/** Lots of all clients; `expiring` are those of which clients are told, or of the next 30 days where they are not. */
export function listLots(
  { db: { read }, now }: ServiceContext,
  { limit, offset, ...input }: LotListInput,
): { rows: lotLists.LotRow[]; total: number; today: LocalDate; soon: LocalDate } {
  const today = studioDay(read, now());
  const soon = addDays(today, readPackageSettings(read).tellDaysBefore ?? 30);
  return { ...lotLists.page(read, { ...input, today, soon }, { limit, offset }), today, soon };
}

export interface LotView extends Omit<lotLists.LotRow, 'clientName'> {
  readonly clientName: string;
  readonly clientId: ClientId;
  readonly isOver: boolean;
  /** What a session is worth, by how many of its credits. */
  readonly shares: ShareGroup[];
  readonly feeMinor: number;
  readonly feeCredits: number;
  readonly events: lotLists.LotEvent[];
}

/** One lot with its whole history, the latest line first. */
export function getLot({ db: { read }, now }: ServiceContext, id: LotId): Result<LotView, NotFound> {
  const lot = creditLots.findById(read, id);
  return lot ? ok(viewOf(read, lot, studioDay(read, now()))) : notFound('lot');
}

function viewOf(db: ReadDb, lot: CreditLot, today: LocalDate): LotView {
  const { id, clientId, name, bought, used, expired, priceMinor, expiresOn, boughtAt, feeMinor, feeCredits } =
    lot;
  const hold = lotHolds.currentOf(db, [id], today).get(id) ?? null;
  return {
    id,
    clientId,
    clientName: clientName(clients.getById(db, clientId)),
    name,
    bought,
    used,
    expired,
    remaining: remainingOf(lot),
    priceMinor,
    owedMinor: lotLists.owedOf(db, id),
    expiresOn,
    boughtAt,
    isOver: expiresOn !== null && expiresOn < today && !(hold && hold.to === null),
    hold,
    shares: bought > 0 ? shareGroups(priceMinor, bought) : [],
    feeMinor,
    feeCredits,
    events: lotLists.listEvents(db, id, MOST_EVENTS),
  };
}
