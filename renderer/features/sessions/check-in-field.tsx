import { Text, TextInput } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import type { RosterEntry } from '#contract/desktop/roster.ts';
import { rosterWords as words } from '#renderer/messages/roster.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { findPeople, nameOf } from './find-people.ts';
import { useCheckIn } from './use-check-in.ts';

/** Somebody who may be checked in, with the session it is for where there are several. */
export interface Expected {
  readonly entry: RosterEntry;
  readonly place: string;
}

/**
 * Checks people in without the mouse: three letters of a name, Enter; Enter again takes it back. Arrows choose among several
 * of the same name.
 */
export function CheckInField(props: {
  readonly expected: readonly Expected[];
  readonly autoFocus?: boolean;
}): ReactElement {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const checkIn = useCheckIn();
  const format = useFormat();
  const found = findPeople(props.expected, text);
  const chosen = found[Math.min(at, found.length - 1)];
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (!chosen || checkIn.isPending) return;
    event.currentTarget.select();
    checkIn.toggle(chosen.entry);
  };
  return (
    <div className="check-in">
      <TextInput
        label={words.checkIn}
        placeholder={words.checkInHint}
        leftSection={<IconUserCheck size={16} aria-hidden />}
        value={text}
        autoComplete="off"
        {...(props.autoFocus ? { autoFocus: true, 'data-autofocus': true } : {})}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="status">
        {text.trim().length < LETTERS ? null : found.length === 0 ? (
          <Text size="sm" c="dimmed" mt={4}>
            {words.nobody}
          </Text>
        ) : (
          <ul className="plain-list check-in-found" aria-label={words.found(found.length)}>
            {found.slice(0, MOST_SHOWN).map(({ entry, place }) => (
              <li key={entry.bookingId} data-chosen={entry === chosen?.entry || undefined}>
                <span>
                  <strong>{nameOf(entry)}</strong>
                  {place ? ` · ${place}` : ''}
                </span>
                <span>{entry.checkedInAt === null ? '' : words.here(format.clock(entry.checkedInAt))}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** Fewer letters name too many. */
const LETTERS = 3;
const MOST_SHOWN = 6;
