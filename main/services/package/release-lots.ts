import type { ReadDb, WriteDb } from '#db/database.ts';
import type { CreditLotWithRest } from '#db/repositories/credit-lot.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import type * as lotLists from '#db/repositories/lot-list.ts';
import { planRelease, type ReleasePlan, type ReleaseSkip } from '#domain/package/hold.ts';
import type { UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type ChangedMeanwhile, changedMeanwhile, invalidInput, type MoneyFrozen } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import type { ReleasedLot } from '../undo/package-hold.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import { chosenLots, type LotChoiceError } from './chosen-lots.ts';
import { studioDay } from './find-lot.ts';

export interface ReleasePreview {
  /** How many holds would end. */
  readonly lots: number;
  readonly clients: number;
  /** The earliest and the latest last day that comes of it; null where none of the lots ends. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly skipped: { readonly reason: ReleaseSkip; readonly lots: number }[];
}

export interface Released {
  readonly lots: number;
  readonly undoId: UndoStepId;
}

/** What ending the holds today would do. */
export function previewRelease(
  { db, now }: ServiceContext,
  input: { readonly which: lotLists.LotChoice },
): Result<ReleasePreview, LotChoiceError> {
  const planned = planLots(db.read, input.which, now());
  return planned.ok ? ok(previewOf(planned.value)) : planned;
}

/**
 * Ends holds today: the lots pay again from today on, and their last day has moved on by the days really held. A hold that has not begun goes
 * altogether. Refused if it is not what the desk has seen. One undo; a repeated `requestUid` answers what it did.
 */
export function releaseLots(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly which: lotLists.LotChoice;
    readonly reason: string;
    readonly expected: { readonly lots: number };
    readonly requestUid: string;
  },
): Result<Released, LotChoiceError | ChangedMeanwhile | MoneyFrozen | RequestAnswered> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid, expected, reason } = input;
  return commit(context, ['clients', 'packages'], (tx) =>
    once<Released, LotChoiceError | ChangedMeanwhile>(
      tx,
      { requestUid, action: 'packages.release', actor, input, at },
      () => {
        const planned = planLots(tx, input.which, at);
        if (!planned.ok) return planned;
        const { lots } = previewOf(planned.value);
        if (lots === 0) return invalidInput('which', 'NOTHING_TO_RELEASE');
        if (lots !== expected.lots) return changedMeanwhile('lot');
        return releaseAll(tx, actor, { planned: planned.value, reason, at });
      },
    ),
  );
}

interface PlannedLot {
  readonly lot: CreditLotWithRest;
  readonly hold: lotHolds.LotHold | null;
  readonly plan: ReleasePlan;
}

function releaseAll(
  tx: WriteDb,
  actor: Actor,
  deed: { readonly planned: readonly PlannedLot[]; readonly reason: string; readonly at: number },
): Result<Released, ChangedMeanwhile> {
  const { reason, at } = deed;
  const lots: ReleasedLot[] = [];
  for (const { lot, hold, plan } of deed.planned) {
    if (plan.skip !== null || !hold) continue;
    const before = { state: 'held', to: hold.to } as const;
    const after =
      plan.to === null ? ({ state: 'withdrawn', to: hold.to } as const) : { ...before, to: plan.to };
    const end = { lotId: lot.id, before: lot.expiresOn, after: plan.expiresOn };
    const made = { kind: 'released', days: plan.days, reason, staffId: actor.staffId, at } as const;
    if (!lotHolds.change(tx, hold.id, { before, after }, end, made)) return changedMeanwhile('lot');
    const { bought, used, expired } = lot;
    lots.push({ id: hold.id, end, before, after, days: plan.days, bought, used, expired });
  }
  const [only, ...others] = deed.planned.filter(({ plan }) => plan.skip === null);
  const isOne = only !== undefined && others.length === 0;
  const ends = { before: lots[0]?.end.before, after: lots[0]?.end.after };
  recordDeed(tx, actor, at, {
    action: isOne ? 'package.released' : 'packages.released',
    subjectKind: isOne ? 'client' : 'studio',
    subjectId: isOne ? only.lot.clientId : 1,
    data: isOne ? { lotId: only.lot.id, ...ends } : { lots: lots.length },
  });
  return ok({
    lots: lots.length,
    undoId: rememberUndo(tx, actor, at, { kind: 'package.released', data: { lots } }),
  });
}

function planLots(db: ReadDb, which: lotLists.LotChoice, at: number): Result<PlannedLot[], LotChoiceError> {
  const chosen = chosenLots(db, which);
  if (!chosen.ok) return chosen;
  const today = studioDay(db, at);
  const ids = chosen.value.map(({ id }) => id);
  const holds = lotHolds.currentOf(db, ids, today);
  const lastBooked = lotHolds.lastBookedOf(db, ids);
  return ok(
    chosen.value.map((lot) => {
      const hold = holds.get(lot.id) ?? null;
      const terms = { expiresOn: lot.expiresOn, lastBooked: lastBooked.get(lot.id) ?? null };
      return { lot, hold, plan: planRelease(terms, hold, today) };
    }),
  );
}

function previewOf(planned: readonly PlannedLot[]): ReleasePreview {
  const released = planned.filter(({ plan }) => plan.skip === null);
  const ends = released.flatMap(({ plan }) => (plan.skip === null ? (plan.expiresOn ?? []) : [])).sort();
  const skips = Map.groupBy(
    planned.flatMap(({ plan }) => plan.skip ?? []),
    (reason) => reason,
  );
  return {
    lots: released.length,
    clients: new Set(released.map(({ lot }) => lot.clientId)).size,
    from: ends[0] ?? null,
    to: ends.at(-1) ?? null,
    skipped: [...skips].map(([reason, { length: lots }]) => ({ reason, lots })),
  };
}
