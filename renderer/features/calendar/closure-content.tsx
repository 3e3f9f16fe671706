import { IconCalendarOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { ClosureProps } from './calendar-closures.ts';

/** The name of a closure at the head of its days. */
export function ClosureContent(props: { readonly closure: ClosureProps | null }): ReactElement | null {
  if (!props.closure) return null;
  return (
    <span className="closure-name">
      <IconCalendarOff size={13} aria-hidden /> <span>{props.closure.label}</span>
    </span>
  );
}
