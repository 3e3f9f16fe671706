import { ActionIcon, Anchor, Group, Text, Tooltip } from '@mantine/core';
import { IconBan, IconCash, IconPencil, IconX } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import type { RosterEntry } from '#contract/desktop/roster.ts';
import type { SessionView } from '#contract/desktop/session.ts';
import { bookingCancelWords } from '#renderer/messages/roster.ts';
import { takeWords } from '#renderer/messages/payments.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { TakePaymentDialog } from '#renderer/ui/take-payment/take-payment-dialog.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { prepaymentWords } from '#renderer/messages/prepayment.ts';
import { ClientTerms } from './client-terms.tsx';
import { CancelBookingDialog } from './cancel-booking-dialog.tsx';
import { nameOf } from './find-people.ts';
import { RosterLine } from './roster-line.tsx';
import { SavedBooking } from './saved-booking.tsx';
import { ParticipantForm } from './participant-form.tsx';

type Booking = SessionView['bookings'][number];

/** Who is booked, how it is paid, and what cancelling would give back now. */
export function BookingList(props: {
  readonly bookings: readonly Booking[];
  /** What the desk should know of them, by booking. */
  readonly roster: ReadonlyMap<Booking['id'], RosterEntry>;
  readonly isOpen: boolean;
  readonly mayEdit: boolean;
}): ReactElement {
  const { openClient } = usePanels();
  const format = useFormat();
  const [edited, setEdited] = useState<Booking['id'] | null>(null);
  const [canceled, setCanceled] = useState<Booking | null>(null);
  const [paid, setPaid] = useState<Booking | null>(null);
  if (props.bookings.length === 0) return <Text c="dimmed">{words.noBookings}</Text>;
  return (
    <div>
      {props.bookings.map((booking) => (
        <div key={booking.id} className="booking">
          <div className="booking-head">
            <span className={booking.state === 'canceled' ? 'struck' : ''}>
              <Anchor component="button" type="button" onClick={() => openClient(booking.clientId)}>
                {booking.clientName}
              </Anchor>
              {booking.participant && booking.participant !== booking.clientName
                ? ` ${words.bookedFor(booking.participant)}`
                : ''}
            </span>
            <Group gap={4} wrap="nowrap">
              <MoneyText amountMinor={booking.priceMinor} />
              {props.mayEdit && props.isOpen && isOwed(booking) ? (
                <Tooltip label={takeWords.open}>
                  <ActionIcon
                    size="sm"
                    aria-label={takeWords.openFor(nameOf(booking))}
                    onClick={() => setPaid(booking)}
                  >
                    <IconCash size={16} />
                  </ActionIcon>
                </Tooltip>
              ) : null}
              {props.mayEdit && booking.state === 'booked' ? (
                <Tooltip label={words.editParticipant}>
                  <ActionIcon
                    size="sm"
                    aria-label={words.editParticipantOf(booking.participant || booking.clientName)}
                    aria-expanded={edited === booking.id}
                    onClick={() => setEdited(edited === booking.id ? null : booking.id)}
                  >
                    <IconPencil size={16} />
                  </ActionIcon>
                </Tooltip>
              ) : null}
              {props.mayEdit && booking.state === 'booked' ? (
                <Tooltip label={bookingCancelWords.submit}>
                  <ActionIcon
                    size="sm"
                    aria-label={bookingCancelWords.button(nameOf(booking))}
                    onClick={() => setCanceled(booking)}
                  >
                    <IconX size={16} />
                  </ActionIcon>
                </Tooltip>
              ) : null}
            </Group>
          </div>
          {edited === booking.id ? (
            <ParticipantForm booking={booking} onClose={() => setEdited(null)} />
          ) : null}
          <Text size="sm" c="dimmed">
            {booking.fundings.map((funding) => fundingText(funding, format)).join(' + ')}
          </Text>
          <OnRoster entry={props.roster.get(booking.id)} isOpen={props.isOpen} />
          {booking.overbookReason ? <Text size="sm">{words.overbooked(booking.overbookReason)}</Text> : null}
          {booking.waivedBy === null ? null : (
            <Text size="sm">
              {prepaymentWords.waived(booking.waivedBy, format.money(booking.prepaymentMissingMinor))}
            </Text>
          )}
          {booking.saved ? <SavedBooking booking={booking} saved={booking.saved} /> : null}
          {booking.state === 'canceled' ? (
            booking.saved ? null : (
              <StatusBadge tone="neutral" icon={IconBan} label={words.bookingCanceled} />
            )
          ) : props.isOpen && booking.ifCanceledNow.length > 0 ? (
            <Text size="sm">
              {words.ifCanceledNow(booking.ifCanceledNow.map((part) => consequenceText(part, format)))}
            </Text>
          ) : null}
          <ClientTerms terms={booking.byClient} />
        </div>
      ))}
      {paid ? (
        <TakePaymentDialog
          of={{ clientId: paid.clientId, bookingId: paid.id }}
          onClose={() => setPaid(null)}
        />
      ) : null}
      {canceled ? <CancelBookingDialog booking={canceled} onClose={() => setCanceled(null)} /> : null}
    </div>
  );
}

/** Something of it will be charged to the account. */
const isOwed = ({ state, fundings }: Booking): boolean =>
  state === 'booked' && fundings.some(({ kind, amountMinor }) => kind === 'account' && amountMinor > 0);

function OnRoster(props: {
  readonly entry: RosterEntry | undefined;
  readonly isOpen: boolean;
}): ReactElement | null {
  return props.entry ? <RosterLine entry={props.entry} isOpen={props.isOpen} /> : null;
}

function fundingText(funding: Booking['fundings'][number], format: StudioFormat): string {
  const amount = format.money(funding.amountMinor);
  if (funding.kind === 'package') return words.funding.package(funding.lotName ?? '');
  if (funding.kind === 'free') return words.funding.free;
  if (funding.kind === 'account') return words.funding.account(amount);
  return words.funding[funding.method ?? 'other'](amount);
}

function consequenceText(part: Booking['ifCanceledNow'][number], format: StudioFormat): string {
  if (part.action === 'nothing') return words.consequence.nothing;
  if (part.action === 'return_credit') return words.consequence.return_credit(part.lotName ?? '');
  return words.consequence[part.action](format.money(part.amountMinor));
}
