import { useCallback } from 'react';
import type { LotHold } from '#contract/desktop/lot-choice.ts';
import { holdWords as words } from '#renderer/messages/package-hold.ts';
import { useStudio } from './studio-context.ts';
import { todayIn } from './today.ts';
import { type StudioFormat, useFormat } from './use-format.ts';

/**
 * The days of a hold as somebody at the desk says them today: "until 8 March", "until released"; of one to come both ends, or where there is
 * little room the first.
 */
export function useHoldText(room: 'ample' | 'short' = 'ample'): (hold: LotHold) => string {
  const format = useFormat();
  const { zone } = useStudio();
  return useCallback((hold: LotHold) => holdText(hold, todayIn(zone), room, format), [zone, room, format]);
}

function holdText(
  { from, to }: LotHold,
  today: string,
  room: 'ample' | 'short',
  format: Pick<StudioFormat, 'day'>,
): string {
  const first = format.day(from, 'numeric');
  if (from <= today)
    return to === null ? words.untilReleased.toLowerCase() : words.until(format.day(to, 'numeric'));
  return to === null || room === 'short'
    ? words.starting(first)
    : words.range(first, format.day(to, 'numeric'));
}
