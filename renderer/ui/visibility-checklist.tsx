import { Alert, Anchor } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type VisibilityFacts, type VisibilitySwitch, whyHidden } from '#domain/visibility/why-hidden.ts';
import type { ClientId, LocationId, RoomId, SeriesId, ServiceId } from '#domain/values/ids.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { explainerWords as words } from '#renderer/messages/lists.ts';
import type { PanelSearch } from './panels.ts';
import { focusSwitch } from './wanted-switch.ts';

/** What the studio itself has switched, and whether there is a service and a place to book at all. */
export function useStudioVisibility(): Pick<
  VisibilityFacts,
  'studioBooking' | 'hasOpenLocation' | 'hasOpenService'
> {
  const control = useQuery(queries.studio.sessionControl.queryOptions()).data;
  const { services, locations } = useCatalog();
  return {
    studioBooking: control?.clientBooking ?? false,
    hasOpenLocation: locations.some(({ active, clientBooking }) => active && clientBooking),
    hasOpenService: services.some(
      ({ active, clientBooking, visibility }) => active && clientBooking && visibility === 'all',
    ),
  };
}

interface ChecklistProps {
  readonly facts: VisibilityFacts;
  /** The series whose panel has the eye of the session. */
  readonly seriesId?: SeriesId | null;
  /** The question stands above it already. */
  readonly isUnderTitle?: boolean;
}

/** The checklist of what is held somewhere, folded away until somebody asks. */
export function VisibilityFold(
  props: Omit<ChecklistProps, 'facts' | 'isUnderTitle'> & {
    readonly facts: Omit<VisibilityFacts, 'studioBooking' | 'service' | 'location' | 'room'>;
    readonly place: {
      readonly serviceId: ServiceId;
      readonly locationId: LocationId;
      readonly roomId: RoomId | null;
    };
  },
): ReactElement | null {
  const { place, facts, ...rest } = props;
  const { studioBooking } = useStudioVisibility();
  const { services, locations, rooms } = useCatalog();
  const service = services.find(({ id }) => id === place.serviceId);
  const location = locations.find(({ id }) => id === place.locationId);
  const room = rooms.find(({ id }) => id === place.roomId) ?? null;
  if (!service || !location) return null;
  return (
    <details className="section-fold">
      <summary>{words.title}</summary>
      <VisibilityChecklist
        facts={{ studioBooking, service, location, room, ...facts }}
        isUnderTitle
        {...rest}
      />
    </details>
  );
}

/** "Why can't they see it?": every switch that plays a part, green or red, each with the way to it. */
export function VisibilityChecklist(props: ChecklistProps): ReactElement {
  const checks = whyHidden(props.facts);
  const isSeen = checks.every(({ isOn }) => isOn);
  return (
    <Alert
      color={isSeen ? 'green' : 'gray'}
      variant="light"
      {...(props.isUnderTitle ? { 'aria-label': words.title, mt: 8 } : { title: words.title })}
      role="group"
    >
      {isSeen ? words.seen : words.hidden}
      <ul className="plain-list" aria-label={words.title}>
        {checks.map(({ which, isOn, of }) => (
          <li key={which} className="visibility-check" data-off={!isOn || undefined}>
            {isOn ? (
              <IconCircleCheck size={16} aria-label={words.ok} />
            ) : (
              <IconCircleX size={16} aria-label={words.hides} />
            )}{' '}
            {words.switches[which]}
            {isOn ? null : <ToSwitch which={which} of={of} seriesId={props.seriesId ?? null} />}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** Leads to the switch itself: on this page, in a panel, or in Settings. */
function ToSwitch(props: {
  readonly which: VisibilitySwitch;
  readonly of: number | null;
  readonly seriesId: SeriesId | null;
}): ReactElement | null {
  const { which, of } = props;
  const isManagement = useMay('owner', 'admin');
  const atDesk = useMay('owner', 'admin', 'staff');
  const section = sections[which];
  const panel = panelOf(which, of, props.seriesId);
  const isAllowed = section || which === 'client_permission' ? isManagement : atDesk;
  if (!isAllowed || (!section && !panel)) return null;
  const search = { ...panel, focus: which, ...(of === null ? {} : { focusOf: of }) };
  return (
    <>
      {' · '}
      <Anchor
        inherit
        aria-label={words.changeWhat(words.switches[which])}
        onClick={(event) => {
          if (focusSwitch([which, of])) event.preventDefault();
        }}
        renderRoot={(root) =>
          section ? (
            <Link {...root} to="/settings/$section" params={{ section }} search={search} />
          ) : (
            <Link {...root} to="." search={search} />
          )
        }
      >
        {words.change}
      </Anchor>
    </>
  );
}

/** The section of Settings that holds a switch. */
const sections: Readonly<Partial<Record<VisibilitySwitch, string>>> = {
  studio: 'session-control',
  service_active: 'services',
  service_visibility: 'services',
  service_booking: 'services',
  location_active: 'locations',
  location_booking: 'locations',
  room_active: 'locations',
  room_booking: 'locations',
  some_location: 'locations',
  some_service: 'services',
};

/** The panel that holds a switch; what has neither is set where the list is shown. */
function panelOf(which: VisibilitySwitch, of: number | null, seriesId: SeriesId | null): PanelSearch | null {
  if (which === 'client_permission' && of !== null) return { client: of as ClientId };
  if (which === 'session_displayed' && seriesId !== null) return { series: seriesId };
  return which.startsWith('class_') && of !== null ? { series: of as SeriesId } : null;
}
