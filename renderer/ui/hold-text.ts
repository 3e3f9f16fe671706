import { useCallback } from 'react';
import type { LotHold } from '#contract/desktop/lot-choice.ts';
import { holdWords as words } from '#renderer/messages/package-hold.ts';
import { useStudio } from './studio-context.ts';
import { todayIn } from './today.ts';
import { type StudioFormat, useFormat } from './use-format.ts';

/** The days of a hold as somebody at the desk says them today: "until 8 March", "until released", or both ends of one to come. */
export function useHoldText(): (hold: LotHold) => string {
  const format = useFormat();
  const { zone } = useStudio();
  return useCallback((hold: LotHold) => holdText(hold, todayIn(zone), format), [zone, format]);
}

function holdText({ from, to }: LotHold, today: string, format: Pick<StudioFormat, 'day'>): string {
  const first = format.day(from, 'numeric');
  if (from <= today)
    return to === null ? words.untilReleased.toLowerCase() : words.until(format.day(to, 'numeric'));
  return to === null ? words.starting(first) : words.range(first, format.day(to, 'numeric'));
}
