import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { explainerWords as words } from '#renderer/messages/lists.ts';
import { useStudioVisibility, VisibilityChecklist } from '#renderer/ui/visibility-checklist.tsx';

/** Why clients see this session when they book, or do not: folded away until somebody asks. */
export function SessionVisibility({ session }: { readonly session: SessionView }): ReactElement | null {
  const { studioBooking } = useStudioVisibility();
  const { services, locations, rooms } = useCatalog();
  const service = services.find(({ id }) => id === session.serviceId);
  const location = locations.find(({ id }) => id === session.locationId);
  const room = rooms.find(({ id }) => id === session.roomId);
  if (!service || !location) return null;
  return (
    <details className="section-fold">
      <summary>{words.title}</summary>
      <VisibilityChecklist
        facts={{
          studioBooking,
          service,
          location,
          room: room ?? null,
          session: { isOpen: session.state === 'open', displayed: session.displayed },
        }}
      />
    </details>
  );
}
