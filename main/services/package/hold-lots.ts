import type { WriteDb } from '#db/database.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import type { HoldSkip } from '#domain/package/hold.ts';
import type { UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type ChangedMeanwhile, changedMeanwhile, invalidInput, type MoneyFrozen } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import type { HeldLot, Holding } from '../undo/package-hold.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import type { PromotionCall } from '../waitlist/promote-waiting.ts';
import { giveUpHeldPlaces } from './give-up-held-places.ts';
import type { LotChoiceError } from './chosen-lots.ts';
import { type HoldInput, makeHoldPlan, type PlannedHold } from './plan-hold.ts';

/** So many places are named in the preview. */
const MOST_NAMED = 100;

export interface HoldPreview {
  readonly lots: number;
  readonly clients: number;
  /** The earliest and the latest new last day; null where none of the lots ends. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** How many booked places lie on these days, and the first of them. */
  readonly places: number;
  readonly named: lotHolds.HeldPlace[];
  /** How many credits would come back. */
  readonly creditsBack: number;
  readonly skipped: { readonly reason: HoldSkip; readonly lots: number }[];
  readonly planHash: string;
}

export interface Held {
  readonly lots: number;
  /** Places that were given up. */
  readonly canceled: number;
  /** Names of those who got a place from a waitlist. */
  readonly promoted: string[];
  readonly undoId: UndoStepId;
}

type DeedError = LotChoiceError | ChangedMeanwhile;

/** What a hold would do, lot by lot added up, and which booked places it concerns. */
export function previewHold(
  { db, now }: ServiceContext,
  input: HoldInput,
): Result<HoldPreview, LotChoiceError> {
  const planned = makeHoldPlan(db.read, input, now());
  if (!planned.ok) return planned;
  const { lots, places, canceling, skips, hash } = planned.value;
  const ends = lots.flatMap(({ plan }) => plan.expiresOn ?? []).sort();
  return ok({
    lots: lots.length,
    clients: new Set(lots.map(({ lot }) => lot.clientId)).size,
    from: ends[0] ?? null,
    to: ends.at(-1) ?? null,
    places: places.length,
    named: places.slice(0, MOST_NAMED),
    creditsBack: canceling?.lines.filter(({ action }) => action === 'return_credit').length ?? 0,
    skipped: [...skips].map(([reason, count]) => ({ reason, lots: count })),
    planHash: hash,
  });
}

/**
 * Holds lots: from the first day to the last one, or until they are released, they pay for no session on these days, and their last day
 * moves on by as many (domain.md 5). Booked places on these days stay, paid by the lot, or are given up as when the client asks for it, with a
 * message. Refused if it is not what the desk has seen: `planHash` is from the preview. One undo; a repeated `requestUid` answers what it did.
 */
export function holdLots(
  context: ServiceContext,
  actor: Actor,
  input: HoldInput & {
    readonly reason: string;
    readonly tell: boolean;
    readonly planHash: string;
    readonly requestUid: string;
  },
): Result<Held, DeedError | MoneyFrozen | RequestAnswered> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid } = input;
  const done = commit(context, ['clients', 'packages', 'sessions', 'jobs', 'tasks', 'messages'], (tx) =>
    once<Held, DeedError>(tx, { requestUid, action: 'packages.hold', actor, input, at }, () => {
      const planned = makeHoldPlan(tx, input, at);
      if (!planned.ok) return planned;
      if (planned.value.lots.length === 0) return invalidInput('days', 'NOTHING_TO_HOLD');
      if (planned.value.hash !== input.planHash) return changedMeanwhile('lot');
      return holdAll({ tx, actor, context }, input, planned.value, at);
    }),
  );
  if (done.ok) context.wakeJobs();
  return done;
}

function holdAll(
  call: PromotionCall,
  input: Parameters<typeof holdLots>[2],
  plan: PlannedHold,
  at: number,
): Result<Held, ChangedMeanwhile> {
  const { tx, actor } = call;
  const { days, reason } = input;
  const placed: Omit<HeldLot, 'used'>[] = [];
  for (const { lot, plan: own } of plan.lots) {
    const end = { lotId: lot.id, before: lot.expiresOn, after: own.expiresOn };
    const made = { kind: 'held', days: own.days, reason, staffId: actor.staffId, at } as const;
    const id = lotHolds.place(tx, days, end, made);
    if (id === null) return changedMeanwhile('lot');
    placed.push({ id, end, to: days.to, days: own.days, bought: lot.bought, expired: lot.expired });
  }
  const gone = plan.canceling ? giveUpHeldPlaces(call, input, plan.canceling) : null;
  if (gone === 'changed') return changedMeanwhile('booking');
  audit(tx, actor, input, plan, at);
  const lots = placed.map((each) => ({ ...each, used: creditLots.getById(tx, each.end.lotId).used }));
  const data: Holding = { lots, gone };
  return ok({
    lots: lots.length,
    canceled: gone?.canceled.places.length ?? 0,
    promoted: gone?.canceled.promoted.map(({ name }) => name) ?? [],
    undoId: rememberUndo(tx, actor, at, { kind: 'package.held', data }),
  });
}

function audit(
  tx: WriteDb,
  actor: Actor,
  { days }: HoldInput,
  { lots, canceling }: PlannedHold,
  at: number,
): void {
  const canceled = canceling?.places.length ?? 0;
  const [only, ...others] = lots;
  if (only && others.length === 0)
    return recordDeed(tx, actor, at, {
      action: 'package.held',
      subjectKind: 'client',
      subjectId: only.lot.clientId,
      data: { lotId: only.lot.id, ...days, before: only.lot.expiresOn, after: only.plan.expiresOn, canceled },
    });
  const data = { lots: lots.length, ...days, canceled };
  recordDeed(tx, actor, at, { action: 'packages.held', subjectKind: 'studio', subjectId: 1, data });
}
