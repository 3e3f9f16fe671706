import { hash } from 'node:crypto';
import type { ReadDb, WriteDb } from '#db/database.ts';
import * as cancellations from '#db/repositories/cancellation.ts';
import * as studios from '#db/repositories/studio.ts';
import {
  type CancellationPolicy,
  type PlanLine,
  planCancellation,
  type PlanTotal,
  refundTotal,
  totalsOf,
} from '#domain/cancellation/plan.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { instantToWall } from '#domain/values/time.ts';
import { type CancellationSettings, readCancellationSettings } from '../../settings/studio-settings.ts';

/** The plan of a selection as it stands now: what is shown, confirmed, stored and done (architecture, rule 1). */
export interface CancellationPlan {
  readonly sessionIds: readonly SessionId[];
  readonly lines: readonly PlanLine[];
  readonly totals: readonly PlanTotal[];
  readonly refundTotalMinor: number;
  readonly nonCardRefund: CancellationPolicy['nonCardRefund'];
  readonly settings: CancellationSettings;
  /** Names exactly these lines. */
  readonly hash: string;
}

export interface Selection {
  readonly sessionIds: readonly SessionId[];
  /** Instead of the setting, for this job. */
  readonly nonCardRefund?: CancellationPolicy['nonCardRefund'] | undefined;
}

/** Reads the facts and plans; sessions that are not open are left out. "Today" is the studio's day at `now`. */
export function makePlan(db: ReadDb | WriteDb, selection: Selection, now: number): CancellationPlan {
  const settings = readCancellationSettings(db);
  const nonCardRefund = selection.nonCardRefund ?? settings.nonCardRefund;
  const today = instantToWall(now, studios.get(db).zone).date;
  const lines = planCancellation(
    cancellations.readFacts(db, [...new Set(selection.sessionIds)]),
    { ...settings, nonCardRefund },
    today,
  );
  const totals = totalsOf(lines);
  return {
    sessionIds: sessionsOf(lines),
    lines,
    totals,
    refundTotalMinor: refundTotal(totals),
    nonCardRefund,
    settings,
    hash: planHash(lines),
  };
}

function sessionsOf(lines: readonly PlanLine[]): SessionId[] {
  return [...new Set(lines.map(({ sessionId }) => sessionId))];
}

/** Names exactly these lines. */
export function planHash(lines: readonly PlanLine[]): string {
  let text = '';
  for (const line of lines)
    text += `${line.sessionId},${line.fundingId ?? ''},${line.clientId ?? ''},${line.action},${line.amountMinor},${line.lotExpiresOn ?? ''};`;
  return hash('sha256', text);
}
