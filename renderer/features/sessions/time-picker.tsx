import { Chip, Group, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { letChoose as words } from '#renderer/messages/reschedule.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import './time-picker.css';

/** Times as chips, one row a day, several at once; `YYYY-MM-DDTHH:MM`. Picked ones are shown even where the list has them no more. */
export function TimePicker(props: {
  readonly times: readonly string[];
  readonly picked: readonly string[];
  readonly onPick: (picked: readonly string[]) => void;
  readonly error?: ReactNode;
}): ReactElement {
  const { picked, onPick } = props;
  const format = useFormat();
  const all = [...new Set([...props.times, ...picked])].sort();
  const days = Map.groupBy(all, (time) => time.slice(0, 10));
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {words.times}{' '}
        <Text component="span" size="xs" c="dimmed" role="status">
          {words.timesHint(picked.length)}
        </Text>
      </Text>
      {all.length === 0 ? <Text size="sm">{words.none}</Text> : null}
      <div className="time-picker">
        <Chip.Group multiple value={[...picked]} onChange={onPick}>
          {[...days].map(([day, times]) => (
            <div key={day} className="time-picker-day" role="group" aria-label={format.day(day, 'long')}>
              <Text size="sm">{format.day(day)}</Text>
              <Group gap={4}>
                {times.map((time) => (
                  <Chip key={time} value={time} size="xs" radius="sm">
                    {format.time(time.slice(11))}
                  </Chip>
                ))}
              </Group>
            </div>
          ))}
        </Chip.Group>
      </div>
      {props.error ? (
        <Text size="sm" c="red.9" role="alert">
          {props.error}
        </Text>
      ) : null}
    </Stack>
  );
}
