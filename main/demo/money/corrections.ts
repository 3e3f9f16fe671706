import type { CorrectionId } from '#domain/values/ids.ts';
import { correctBalance, reverseCorrection } from '#main/services/balance/correct-balance.ts';
import { done } from '../desk.ts';
import { clock, type MoneyParts } from './money-parts.ts';

/** A kindness, something the client had forgotten to pay, and a correction that was none and went back. */
export function correctBalances({ desk, diary, studio, yesterday, newUid }: MoneyParts): void {
  const { clientIds = [] } = studio.places[0] ?? {};
  for (const [index, { place, amountMinor, reason, isReversed }] of CORRECTIONS.entries()) {
    const clientId = clientIds[place];
    if (clientId === undefined) continue;
    diary.on(yesterday - 7 + 2 * index, clock(17, 50), async (context) => {
      const wish = { requestUid: newUid(), clientId, amountMinor, reason };
      const { id } = done(await correctBalance(context, desk.actor, wish));
      if (!isReversed) return;
      const reversal = { id: id as CorrectionId, requestUid: newUid(), reason: 'It was another client' };
      done(reverseCorrection(desk.at(context.now() + 3_600_000), desk.actor, reversal));
    });
  }
}

const CORRECTIONS: readonly {
  readonly place: number;
  readonly amountMinor: number;
  readonly reason: string;
  readonly isReversed: boolean;
}[] = [
  { place: 5, amountMinor: 1_500, reason: 'The heating failed during class', isReversed: false },
  { place: 14, amountMinor: -1_200, reason: 'Drop-in of last week, not paid then', isReversed: false },
  { place: 20, amountMinor: 2_000, reason: 'Goodwill', isReversed: true },
];
