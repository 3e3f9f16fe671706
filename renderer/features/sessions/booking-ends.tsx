import { Select, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { CompletionType } from '#contract/desktop/completion.ts';
import { completionWords as words } from '#renderer/messages/completion.ts';
import { MoneyInput, readMoney } from '#renderer/ui/money-input.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import './sessions.css';

/** How one booking ends when not like the session. `cost` is what is typed, for the override. */
export interface BookingEnd {
  readonly typeId: CompletionType['id'];
  readonly cost: string;
}

/** One choice per booking; most end like the session. */
export function BookingEnds(props: {
  readonly bookings: readonly { readonly bookingId: number; readonly name: string }[];
  readonly types: readonly CompletionType[];
  readonly ends: ReadonlyMap<number, BookingEnd>;
  readonly byCheckIn: boolean;
  readonly onChange: (ends: ReadonlyMap<number, BookingEnd>) => void;
}): ReactElement | null {
  const { bookings, types, ends } = props;
  const { currency } = useStudio();
  if (bookings.length === 0) return null;
  const set = (bookingId: number, end: BookingEnd | null): void => {
    const next = new Map(ends);
    if (end) next.set(bookingId, end);
    else next.delete(bookingId);
    props.onChange(next);
  };
  return (
    <Stack gap={8} component="fieldset" className="plain-fieldset">
      <legend>{words.bookings}</legend>
      {props.byCheckIn && ends.size > 0 ? (
        <Text size="sm" c="dimmed">
          {words.byCheckIn}
        </Text>
      ) : null}
      {bookings.map(({ bookingId, name }) => {
        const end = ends.get(bookingId);
        const isOverride = types.find(({ id }) => id === end?.typeId)?.builtIn === 'override';
        const cost = readMoney(end?.cost ?? '', currency);
        return (
          <div key={bookingId} className="booking-end">
            <Text truncate>{name}</Text>
            <Select
              aria-label={words.bookingEnd(name)}
              size="xs"
              data={[
                { value: '', label: words.likeSession },
                ...types.map(({ id, label }) => ({ value: String(id), label })),
              ]}
              allowDeselect={false}
              value={end ? String(end.typeId) : ''}
              onChange={(value) => {
                const type = types.find(({ id }) => String(id) === value);
                set(bookingId, type ? { typeId: type.id, cost: '' } : null);
              }}
            />
            {end && isOverride ? (
              <MoneyInput
                aria-label={words.costOf(name)}
                size="xs"
                value={end.cost}
                onChange={(event) => set(bookingId, { ...end, cost: event.currentTarget.value })}
                error={end.cost === '' || cost.ok ? null : cost.error}
              />
            ) : null}
          </div>
        );
      })}
    </Stack>
  );
}
