import { IconCalendarCheck, IconCalendarOff, IconPencil } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SeriesView } from '#contract/desktop/series.ts';
import { seriesMessages as words } from '#renderer/messages/series.ts';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';

export function SeriesStateBadge({ state }: { readonly state: SeriesView['state'] }): ReactElement {
  return <StatusBadge {...looks[state]} label={words.states[state]} />;
}

const looks = {
  draft: { tone: 'warning', icon: IconPencil },
  enabled: { tone: 'good', icon: IconCalendarCheck },
  ended: { tone: 'neutral', icon: IconCalendarOff },
} as const;
