import type { ReadDb, WriteDb } from '#db/database.ts';
import * as lotBooks from '#db/repositories/lot-books.ts';
import * as lotHolds from '#db/repositories/lot-hold.ts';
import type * as lotLists from '#db/repositories/lot-list.ts';
import type { CreditLotWithRest } from '#db/repositories/credit-lot.ts';
import { type ExtensionSkip, type NewEnd, planExtension } from '#domain/package/extension.ts';
import type { UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type ChangedMeanwhile, changedMeanwhile, invalidInput, type MoneyFrozen } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import type { ExtendedLot } from '../undo/package.ts';
import { chosenLots, type LotChoiceError } from './chosen-lots.ts';
import { studioDay } from './find-lot.ts';

export interface ExtensionInput {
  readonly which: lotLists.LotChoice;
  readonly end: NewEnd;
}

export interface ExtensionPreview {
  /** How many lots will pay longer. */
  readonly lots: number;
  readonly clients: number;
  /** Expired credits that can pay again, and what they are worth. */
  readonly creditsBack: number;
  readonly backMinor: number;
  /** The earliest and the latest new last day; null when nothing is extended. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly skipped: { readonly reason: ExtensionSkip; readonly lots: number }[];
}

export interface Extended {
  readonly lots: number;
  readonly undoId: UndoStepId;
}

/** What an extension would do, lot by lot added up. */
export function previewExtension(
  { db, now }: ServiceContext,
  input: ExtensionInput,
): Result<ExtensionPreview, LotChoiceError> {
  const planned = planLots(db.read, input, now());
  return planned.ok ? ok(previewOf(planned.value)) : planned;
}

/**
 * Lets lots pay longer: chosen ones, all of an offer, or all whose last day lies in a range. What had expired can pay again, and its value
 * leaves the income of expired packages. Refused if it is not what the desk has seen: `expected` is from the preview. One undo; a
 * repeated `requestUid` answers what it did.
 */
export function extendLots(
  context: ServiceContext,
  actor: Actor,
  input: ExtensionInput & {
    readonly reason: string;
    readonly expected: { readonly lots: number; readonly creditsBack: number };
    readonly requestUid: string;
  },
): Result<Extended, LotChoiceError | ChangedMeanwhile | MoneyFrozen | RequestAnswered> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const at = context.now();
  const { requestUid } = input;
  return commit(context, ['clients', 'packages'], (tx) =>
    once(tx, { requestUid, action: 'packages.extend', actor, input, at }, () =>
      extendAll(tx, actor, input, at),
    ),
  );
}

function extendAll(
  tx: WriteDb,
  actor: Actor,
  input: Parameters<typeof extendLots>[2],
  at: number,
): Result<Extended, LotChoiceError | ChangedMeanwhile> {
  const { reason, expected } = input;
  const planned = planLots(tx, input, at);
  if (!planned.ok) return planned;
  const preview = previewOf(planned.value);
  if (preview.lots === 0) return invalidInput('end', 'NOTHING_TO_EXTEND');
  if (preview.lots !== expected.lots || preview.creditsBack !== expected.creditsBack)
    return changedMeanwhile('lot');
  const done: ExtendedLot[] = [];
  for (const { lot, plan } of planned.value) {
    if (plan.skip !== null) continue;
    const change = { at, reason, staffId: actor.staffId };
    if (!lotBooks.extend(tx, lot, plan.expiresOn, change)) return changedMeanwhile('lot');
    const {
      id,
      clientId,
      expiresOn: before,
      bought,
      used,
      expired: credits,
      expiredMinor: amountMinor,
    } = lot;
    done.push({ id, before, after: plan.expiresOn, bought, used, credits, amountMinor });
    if (preview.lots === 1)
      recordDeed(tx, actor, at, {
        action: 'package.extended',
        subjectKind: 'client',
        subjectId: clientId,
        data: { lotId: id, before, after: plan.expiresOn, creditsBack: credits },
      });
  }
  if (preview.lots > 1)
    recordDeed(tx, actor, at, {
      action: 'packages.extended',
      subjectKind: 'studio',
      subjectId: 1,
      data: { lots: preview.lots, creditsBack: preview.creditsBack, end: input.end },
    });
  const undoId = rememberUndo(tx, actor, at, { kind: 'package.extended', data: { lots: done } });
  return ok({ lots: done.length, undoId });
}

interface PlannedLot {
  readonly lot: CreditLotWithRest;
  readonly plan: ReturnType<typeof planExtension>;
}

function planLots(
  db: ReadDb,
  { which, end }: ExtensionInput,
  at: number,
): Result<PlannedLot[], LotChoiceError> {
  const chosen = chosenLots(db, which);
  if (!chosen.ok) return chosen;
  const today = studioDay(db, at);
  const ids = chosen.value.map(({ id }) => id);
  const holds = lotHolds.currentOf(db, ids, today);
  return ok(
    chosen.value.map((lot) => {
      const hold = holds.get(lot.id);
      // For a lot that stands still no day has passed since.
      const day = hold?.to === null && hold.from < today ? hold.from : today;
      return { lot, plan: planExtension(lot, end, day) };
    }),
  );
}

function previewOf(planned: readonly PlannedLot[]): ExtensionPreview {
  const skips = new Map<ExtensionSkip, number>();
  const ends: LocalDate[] = [];
  const clients = new Set<number>();
  let creditsBack = 0;
  let backMinor = 0;
  for (const { lot, plan } of planned) {
    if (plan.skip !== null) {
      skips.set(plan.skip, (skips.get(plan.skip) ?? 0) + 1);
      continue;
    }
    ends.push(plan.expiresOn);
    clients.add(lot.clientId);
    creditsBack += plan.creditsBack;
    backMinor += lot.expiredMinor;
  }
  ends.sort();
  return {
    lots: ends.length,
    clients: clients.size,
    creditsBack,
    backMinor,
    from: ends[0] ?? null,
    to: ends.at(-1) ?? null,
    skipped: [...skips].map(([reason, lots]) => ({ reason, lots })),
  };
}
