import { Button, Group, Select, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { z } from 'zod';
import type { dateConflict } from '#contract/desktop/series.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { seriesMessages as words } from '#renderer/messages/series.ts';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Choices } from './date-choices.ts';

type Conflict = z.infer<typeof dateConflict>;

/** What stands against a date, and what to do about it. */
export function ConflictChoice(props: {
  readonly date: string;
  readonly conflicts: readonly Conflict[];
  readonly place: {
    readonly locationId: number;
    readonly roomId: number | null;
    readonly practitionerId: number | null;
  };
  /** The session is there already: leaving it out means leaving it as it is. */
  readonly isMoved?: boolean;
  readonly isWanted: boolean;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { date, conflicts, place, value, onChange } = props;
  const catalog = useCatalog();
  const format = useFormat();
  const has = (kind: Conflict['kind']): boolean => conflicts.some((conflict) => conflict.kind === kind);
  const rooms = has('room')
    ? catalog.rooms.filter(
        ({ id, locationId, active }) => active && locationId === place.locationId && id !== place.roomId,
      )
    : [];
  const people = has('practitioner')
    ? catalog.practitioners.filter(({ id, active }) => active && id !== place.practitionerId)
    : [];
  const groups = [
    {
      group: words.choose,
      items: [
        { value: 'skip', label: props.isMoved ? words.choices.stay : words.choices.skip },
        { value: 'keep', label: words.choices.keep },
      ],
    },
    {
      group: words.otherRoom,
      items: rooms.map(({ id, name }) => ({ value: `room:${id}`, label: words.choices.room(name) })),
    },
    {
      group: words.otherPractitioner,
      items: people.map(({ id, name }) => ({
        value: `practitioner:${id}`,
        label: words.choices.practitioner(name),
      })),
    },
  ].filter(({ items }) => items.length > 0);
  return (
    <div className="series-conflict">
      <StatusBadge tone="warning" icon={IconAlertTriangle} label={words.taken} />
      <Text size="sm" className="series-conflict-what">
        {conflicts
          .slice(0, 3)
          .map(({ kind, title, time }) => words.conflict(kind, title, format.time(time)))
          .join('; ')}
      </Text>
      <Select
        size="xs"
        w={190}
        aria-label={words.choiceFor(format.day(date))}
        placeholder={words.choose}
        allowDeselect={false}
        data={groups}
        value={value ?? null}
        error={props.isWanted && value === undefined}
        onChange={(chosen) => chosen !== null && onChange(chosen)}
      />
    </div>
  );
}

/** One line above many conflicts: how many, and the same choice for all. */
export function ConflictSummary(props: {
  readonly dates: readonly string[];
  readonly onChange: (choices: Choices) => void;
}): ReactElement | null {
  const { dates, onChange } = props;
  if (dates.length === 0) return null;
  const choose = (choice: string): void => onChange(Object.fromEntries(dates.map((date) => [date, choice])));
  return (
    <Group gap={8} justify="space-between" role="status">
      <Text size="sm">
        {words.takenCount(dates.length)}. {words.takenHint}
      </Text>
      <Group gap={4}>
        <Button size="compact-xs" variant="default" onClick={() => choose('skip')}>
          {words.skipAll}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => choose('keep')}>
          {words.keepAll}
        </Button>
      </Group>
    </Group>
  );
}
