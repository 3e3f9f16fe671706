import {
  IconArrowBackUp,
  IconBan,
  IconCircleCheck,
  IconClock,
  IconPlayerPause,
  IconProgress,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { JobRow } from '#contract/desktop/job.ts';
import { jobStateNames } from '#renderer/messages/jobs.ts';
import { StatusBadge, type StatusTone } from '#renderer/ui/status-badge.tsx';

const looks: Readonly<Record<JobRow['state'], { readonly tone: StatusTone; readonly icon: TablerIcon }>> = {
  queued: { tone: 'neutral', icon: IconClock },
  running: { tone: 'busy', icon: IconProgress },
  paused: { tone: 'warning', icon: IconPlayerPause },
  stopped: { tone: 'neutral', icon: IconBan },
  done: { tone: 'good', icon: IconCircleCheck },
  undoing: { tone: 'busy', icon: IconArrowBackUp },
  undone: { tone: 'neutral', icon: IconArrowBackUp },
};

export function JobStateBadge(props: { readonly state: JobRow['state'] }): ReactElement {
  return <StatusBadge {...looks[props.state]} label={jobStateNames[props.state]} />;
}
