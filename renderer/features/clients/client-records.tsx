import { Anchor, Text } from '@mantine/core';
import { IconBan, IconCircleCheck, IconPlayerPause } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { ClientView } from '#contract/desktop/client.ts';
import { clientMessages as words } from '#renderer/messages/clients.ts';
import { holdWords } from '#renderer/messages/package-hold.ts';
import { useHoldText } from '#renderer/ui/hold-text.ts';
import { Records } from '#renderer/ui/records.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { InstantText } from '#renderer/ui/time-text.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** The client's packages: what was bought, used and is left, and until when. */
export function ClientLots(props: { readonly lots: ClientView['lots'] }): ReactElement {
  const { openLot } = usePanels();
  const format = useFormat();
  const holdText = useHoldText();
  return (
    <Records title={words.credits} nothing={words.noCredits}>
      {props.lots.map((lot) => (
        <div key={lot.id} className="booking">
          <div className="booking-head">
            <Anchor component="button" type="button" onClick={() => openLot(lot.id)}>
              {lot.name}
            </Anchor>
            <strong className="figures">{words.lot(lot.remaining, lot.bought)}</strong>
          </div>
          {lot.hold ? (
            <StatusBadge tone="warning" icon={IconPlayerPause} label={holdWords.badge(holdText(lot.hold))} />
          ) : null}
          <Text size="sm" c="dimmed">
            {lot.expiresOn ? words.lotUntil(format.day(lot.expiresOn, 'numeric')) : words.lotNoEnd}
            {', '}
            {words.lotUsed(lot.used, lot.expired)}
          </Text>
        </div>
      ))}
    </Records>
  );
}

/** By the day of the session: a class is booked in one go, for days far apart. */
const latestFirst = (bookings: ClientView['bookings']): ClientView['bookings'] =>
  bookings.toSorted((a, b) => `${b.date} ${b.time}`.localeCompare(`${a.date} ${a.time}`));

export function ClientBookings(props: {
  readonly bookings: ClientView['bookings'];
  readonly name: string;
}): ReactElement {
  const { openSession } = usePanels();
  const format = useFormat();
  return (
    <Records title={words.bookings} nothing={words.noBookings}>
      {latestFirst(props.bookings).map((booking) => (
        <div key={booking.bookingId} className="booking">
          <div className="booking-head">
            <span className={booking.state === 'canceled' ? 'struck' : ''}>
              <Anchor component="button" type="button" onClick={() => openSession(booking.sessionId)}>
                {booking.title}
              </Anchor>
              {booking.participant && booking.participant !== props.name
                ? ` ${words.bookedFor(booking.participant)}`
                : ''}
            </span>
            <MoneyText amountMinor={booking.priceMinor} />
          </div>
          <Text size="sm" c="dimmed" className="figures">
            {format.day(booking.date)}, {format.time(booking.time)}
          </Text>
          {booking.state === 'canceled' ? (
            <StatusBadge tone="neutral" icon={IconBan} label={booking.statusLabel || words.bookingCanceled} />
          ) : booking.statusLabel ? (
            <StatusBadge tone="neutral" icon={IconCircleCheck} label={booking.statusLabel} />
          ) : null}
        </div>
      ))}
    </Records>
  );
}

export function ClientPayments(props: { readonly payments: ClientView['payments'] }): ReactElement {
  const { openPayment } = usePanels();
  const format = useFormat();
  return (
    <Records title={words.payments} nothing={words.noPayments}>
      {props.payments.map((payment) => (
        <div key={payment.id} className="booking">
          <div className="booking-head">
            <Anchor component="button" type="button" onClick={() => openPayment(payment.id)}>
              {words.methods[payment.method]} {words.purposes[payment.purpose]}
            </Anchor>
            <MoneyText amountMinor={payment.amountMinor} />
          </div>
          <Text size="sm" c="dimmed">
            <InstantText at={payment.receivedAt} />
            {payment.refundedMinor > 0 ? ` · ${words.refunded(format.money(payment.refundedMinor))}` : ''}
            {payment.freeMinor > 0 ? ` · ${words.free(format.money(payment.freeMinor))}` : ''}
            {payment.note ? ` · ${payment.note}` : ''}
          </Text>
        </div>
      ))}
    </Records>
  );
}
