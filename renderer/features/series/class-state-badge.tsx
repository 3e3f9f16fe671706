import {
  IconCircleCheck,
  IconClockOff,
  IconHourglassEmpty,
  IconPencil,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { ClassView } from '#contract/desktop/enrolment.ts';
import { classWords as words } from '#renderer/messages/classes.ts';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';

/** Where a class stands, as icon and word. */
export function ClassStateBadge({ state }: { readonly state: ClassView['state'] }): ReactElement {
  return <StatusBadge {...looks[state]} label={words.states[state]} />;
}

const looks = {
  draft: { tone: 'neutral', icon: IconPencil },
  enrolling: { tone: 'good', icon: IconCircleCheck },
  full: { tone: 'warning', icon: IconUsersGroup },
  closed: { tone: 'busy', icon: IconClockOff },
  over: { tone: 'neutral', icon: IconHourglassEmpty },
} as const;
