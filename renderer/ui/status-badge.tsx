import { Badge, type MantineColor } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactElement } from 'react';

export type StatusTone = 'neutral' | 'good' | 'busy' | 'warning' | 'bad';

/** A state as icon and word, never colour alone. */
export function StatusBadge(props: {
  readonly tone: StatusTone;
  readonly icon: TablerIcon;
  readonly label: string;
}): ReactElement {
  const Icon = props.icon;
  return (
    <Badge
      variant="light"
      color={tones[props.tone]}
      leftSection={<Icon size={13} aria-hidden />}
      className={`status status-${props.tone}`}
    >
      {props.label}
    </Badge>
  );
}

const tones: Readonly<Record<StatusTone, MantineColor>> = {
  neutral: 'gray',
  good: 'green',
  busy: 'accent',
  warning: 'yellow',
  bad: 'red',
};
