import { Alert, Anchor } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type VisibilityFacts, type VisibilitySwitch, whyHidden } from '#domain/visibility/why-hidden.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { explainerWords as words } from '#renderer/messages/lists.ts';

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

/** "Why can't they see it?": every switch that plays a part, green or red, each with the way to it. */
export function VisibilityChecklist(props: { readonly facts: VisibilityFacts }): ReactElement {
  const isManagement = useMay('owner', 'admin');
  const checks = whyHidden(props.facts);
  const isSeen = checks.every(({ isOn }) => isOn);
  return (
    <Alert color={isSeen ? 'green' : 'gray'} variant="light" title={words.title} role="group">
      {isSeen ? words.seen : words.hidden}
      <ul className="plain-list" aria-label={words.title}>
        {checks.map(({ which, isOn }) => (
          <li key={which} className="visibility-check" data-off={!isOn || undefined}>
            {isOn ? (
              <IconCircleCheck size={16} aria-label={words.ok} />
            ) : (
              <IconCircleX size={16} aria-label={words.hides} />
            )}{' '}
            {words.switches[which]}
            {isOn || !isManagement ? null : <ToSwitch which={which} />}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function ToSwitch({ which }: { readonly which: VisibilitySwitch }): ReactElement | null {
  const section = sections[which];
  return section === undefined ? null : (
    <>
      {' · '}
      <Anchor
        renderRoot={(root) => <Link {...root} to="/settings/$section" params={{ section }} search={{}} />}
      >
        {words.change}
      </Anchor>
    </>
  );
}

/** The section of Settings that holds a switch; what has none is set where the list is shown. */
const sections: Readonly<Partial<Record<VisibilitySwitch, string>>> = {
  studio: 'session-control',
  client_permission: 'permissions',
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
