import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconClock,
  IconHourglass,
  IconLockOpen,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { JobItem } from '#contract/desktop/job.ts';
import { noteWords, outcomeWords } from '#renderer/messages/job-items.ts';
import { stuckWords } from '#renderer/messages/tasks.ts';
import { StatusBadge, type StatusTone } from '#renderer/ui/status-badge.tsx';

const looks: Readonly<Record<JobItem['outcome'], { readonly tone: StatusTone; readonly icon: TablerIcon }>> =
  {
    planned: { tone: 'neutral', icon: IconClock },
    done: { tone: 'good', icon: IconCircleCheck },
    waiting: { tone: 'busy', icon: IconHourglass },
    problem: { tone: 'bad', icon: IconAlertTriangle },
    released: { tone: 'neutral', icon: IconLockOpen },
    undone: { tone: 'neutral', icon: IconArrowBackUp },
    kept: { tone: 'warning', icon: IconAlertTriangle },
  };

/** What became of one row, with the reason on hover and for screen readers. */
export function ItemOutcome(props: { readonly item: JobItem }): ReactElement {
  const { item } = props;
  const isOpen = item.outcome === 'problem' || item.outcome === 'waiting';
  const why = [
    noteWords(item.noteCode),
    isOpen && item.failureCode !== null && item.failureCode !== '' ? stuckWords(item.failureCode) : '',
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <span className="item-outcome" title={why === '' ? undefined : why}>
      <StatusBadge {...looks[item.outcome]} label={outcomeWords(item)} />
      {why === '' ? null : <span className="item-why">{why}</span>}
    </span>
  );
}
