import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { SessionRow } from '#contract/desktop/session.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import { InsideClosureBadge } from '#renderer/ui/inside-closure-badge.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { SessionActions } from '#renderer/ui/session-actions.tsx';
import { SessionStateBadge } from '#renderer/ui/session-state-badge.tsx';
import { TimeText } from '#renderer/ui/time-text.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Anchor } from './calendar-grid.tsx';

/** The short facts of a session beside its event, and the ways on. */
export function SessionPopover(props: {
  readonly session: SessionRow;
  readonly anchor: Anchor;
  readonly onClose: () => void;
}): ReactElement {
  const { session, anchor, onClose } = props;
  const { openSession } = usePanels();
  const mayEdit = useMay('owner', 'admin', 'staff');
  const isOpen = session.state === 'open';
  const details = useQuery(queries.session.get.queryOptions({ input: { id: session.id } }));
  const go = (mode?: Parameters<typeof openSession>[1]): void => {
    onClose();
    openSession(session.id, mode);
  };
  return (
    <Popover
      opened
      onChange={(opened) => !opened && onClose()}
      withRoles={false}
      trapFocus
      returnFocus
      position="right"
      width={360}
      withArrow
    >
      <Popover.Target>
        <div style={{ position: 'fixed', pointerEvents: 'none', ...anchor }} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={session.title}>
        <Stack gap={8}>
          <Facts session={session} />
          <Group gap={8}>
            <Button size="xs" data-autofocus onClick={() => go()}>
              {calendarMessages.view}
            </Button>
            <SessionActions
              session={{ ...session, meetingLink: details.data?.meetingLink ?? '' }}
              onAct={(act) => go({ act })}
            />
          </Group>
          {mayEdit && isOpen ? (
            <Group gap={8}>
              <Button size="compact-xs" variant="subtle" onClick={() => go({ edit: true })}>
                {calendarMessages.edit}
              </Button>
              <Button size="compact-xs" variant="subtle" onClick={() => go({ book: true })}>
                {calendarMessages.addBooking}
              </Button>
            </Group>
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Facts(props: { readonly session: SessionRow }): ReactElement {
  const { session } = props;
  const catalog = useCatalog();
  const format = useFormat();
  const details = useQuery(queries.session.get.queryOptions({ input: { id: session.id } }));
  const place = [catalog.nameOf('rooms', session.roomId), catalog.nameOf('locations', session.locationId)];
  const service = catalog.nameOf('services', session.serviceId);
  const practitioner = catalog.nameOf('practitioners', session.practitionerId);
  const closures = details.data?.closures.map(({ title }) => title) ?? [];
  return (
    <Stack gap={4}>
      <Group gap={8} wrap="nowrap" align="flex-start">
        <span className="swatch" style={{ background: `var(--service-${session.color}-edge)` }} aria-hidden />
        <Text fw={600} className={session.state === 'canceled' ? 'struck' : ''}>
          {session.title}
        </Text>
      </Group>
      {session.state === 'open' ? null : <SessionStateBadge session={session} />}
      {session.cancelReason ? <Text size="sm">{session.cancelReason}</Text> : null}
      <Text>
        {format.day(session.date)},{' '}
        <TimeText time={session.time} durationMinutes={session.durationMinutes} zone={session.zone} />
      </Text>
      {service && service !== session.title ? <Text c="dimmed">{service}</Text> : null}
      {practitioner ? <Text c="dimmed">{practitioner}</Text> : null}
      <Text c="dimmed">{place.filter(Boolean).join(', ')}</Text>
      <Text>{calendarMessages.placesLong(session.booked, session.capacity)}</Text>
      {closures.length > 0 ? (
        <Group gap={6}>
          <InsideClosureBadge titles={closures} />
          <Text size="sm">{closures.join(', ')}</Text>
        </Group>
      ) : null}
      {details.data?.publicNote ? (
        <Text size="sm" lineClamp={4}>
          {details.data.publicNote}
        </Text>
      ) : null}
    </Stack>
  );
}
