import { Badge } from '@mantine/core';
import type { ReactElement } from 'react';
import { usePastOpen } from '#renderer/api/past-open.ts';
import { endOfDayWords as words } from '#renderer/messages/completion.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Beside Sessions: how many past ones are still open. The money they hide is told on hover and in the list itself. */
export function PastOpenBadge(): ReactElement | null {
  const past = usePastOpen();
  const format = useFormat();
  if (!past || past.sessions === 0) return null;
  const text = words.badge(past.sessions, past.isMore, format.money(past.hiddenMinor));
  return (
    <Badge size="sm" variant="light" color="yellow" className="rail-badge figures" title={text}>
      {past.isMore ? `${past.sessions}+` : past.sessions}
    </Badge>
  );
}
