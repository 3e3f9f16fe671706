import { IconCalendarOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { closureMessages } from '#renderer/messages/closures.ts';
import { StatusBadge } from './status-badge.tsx';

/** Marks an open session that touches closures; their titles on hover, and read out. */
export function InsideClosureBadge(props: { readonly titles: readonly string[] }): ReactElement | null {
  if (props.titles.length === 0) return null;
  const names = `${closureMessages.insideClosure}${props.titles.join(', ')}`;
  return (
    <span className="inside-closure" title={names}>
      <StatusBadge tone="warning" icon={IconCalendarOff} label={closureMessages.closed} />
    </span>
  );
}
