import {
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconLoader2,
  IconTrash,
  IconUserX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SessionState } from '#domain/session/state.ts';
import { sessionStateWords } from '#renderer/messages/session-states.ts';
import { StatusBadge, type StatusTone } from './status-badge.tsx';

interface Look {
  readonly tone: StatusTone;
  readonly icon: TablerIcon;
}

/** Icon and tone of each state, the same wherever a session is shown. */
export const sessionStateLooks: Readonly<Record<SessionState, Look>> = {
  open: { tone: 'good', icon: IconCircleDashed },
  canceling: { tone: 'busy', icon: IconLoader2 },
  canceled: { tone: 'neutral', icon: IconBan },
  completed: { tone: 'good', icon: IconCircleCheck },
  missed: { tone: 'warning', icon: IconUserX },
  deleted: { tone: 'neutral', icon: IconTrash },
};

/** The word for a session's state: the label of the completion type it was saved with, if it has one (seed 001). */
export function sessionStateLabel(session: {
  readonly state: SessionState;
  readonly statusLabel: string;
}): string {
  return session.statusLabel || sessionStateWords[session.state];
}

export function SessionStateBadge(props: {
  readonly session: {
    readonly state: SessionState;
    readonly statusLabel: string;
    readonly cancelReason: string;
  };
}): ReactElement {
  const { session } = props;
  return (
    <span title={session.cancelReason}>
      <StatusBadge {...sessionStateLooks[session.state]} label={sessionStateLabel(session)} />
    </span>
  );
}
