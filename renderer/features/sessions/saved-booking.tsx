import { Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import { completionWords as words } from '#renderer/messages/completion.ts';
import { sessionStateLooks } from '#renderer/ui/session-state-badge.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

type Booking = SessionView['bookings'][number];

/** How a booking was saved: the label of its type, what was charged, and why if a reason was given. */
export function SavedBooking(props: {
  readonly booking: Booking;
  readonly saved: NonNullable<Booking['saved']>;
}): ReactElement {
  const { booking, saved } = props;
  const format = useFormat();
  const look =
    booking.state === 'canceled' ? 'canceled' : booking.outcome === 'missed' ? 'missed' : 'completed';
  return (
    <Group gap={8} mt={4}>
      <StatusBadge {...sessionStateLooks[look]} label={saved.label} />
      {saved.chargeMinor > 0 ? <Text size="sm">{words.charged(format.money(saved.chargeMinor))}</Text> : null}
      {saved.reason ? <Text size="sm">{saved.reason}</Text> : null}
    </Group>
  );
}
