import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconClock,
  IconMailOff,
  IconSend,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { MessageRow } from '#contract/desktop/message.ts';
import { messageStateNames } from '#renderer/messages/messages.ts';
import { StatusBadge, type StatusTone } from '#renderer/ui/status-badge.tsx';

const looks: Readonly<Record<MessageRow['state'], { readonly tone: StatusTone; readonly icon: TablerIcon }>> =
  {
    queued: { tone: 'neutral', icon: IconClock },
    sending: { tone: 'busy', icon: IconSend },
    sent: { tone: 'good', icon: IconCircleCheck },
    unsent: { tone: 'warning', icon: IconMailOff },
    failed: { tone: 'bad', icon: IconAlertTriangle },
    withdrawn: { tone: 'neutral', icon: IconArrowBackUp },
  };

export function MessageStateBadge(props: { readonly state: MessageRow['state'] }): ReactElement {
  return <StatusBadge {...looks[props.state]} label={messageStateNames[props.state]} />;
}
