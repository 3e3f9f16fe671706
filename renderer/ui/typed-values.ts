import type { TypedSessionView } from '#contract/desktop/session.ts';
import type { Catalog } from '#renderer/api/catalog.ts';

/** The values of a session's form that a typed line can name: ids as text. */
export interface TypedValues {
  readonly serviceId?: string;
  readonly capacity?: number;
  readonly durationMinutes?: number;
  readonly date?: string;
  readonly time?: string;
  readonly locationId?: string;
  readonly roomId?: string | null;
  readonly practitionerId?: string;
}

/** What a typed line says, for a form to take over; what it does not say stays as it is. */
export function typedValues(typed: TypedSessionView, catalog: Catalog): TypedValues {
  const { date, time, minutes, names } = typed;
  const service = catalog.services.find(({ id }) => id === names.service?.id);
  const room = catalog.rooms.find(({ id }) => id === names.room?.id);
  const locationId = room?.locationId ?? names.location?.id;
  const durationMinutes = minutes ?? service?.durationMinutes;
  return {
    ...(service ? { serviceId: String(service.id), capacity: service.capacity } : {}),
    ...(durationMinutes === undefined ? {} : { durationMinutes }),
    ...(date ? { date } : {}),
    ...(time ? { time } : {}),
    ...(locationId === undefined
      ? {}
      : { locationId: String(locationId), roomId: room ? String(room.id) : null }),
    ...(names.practitioner ? { practitionerId: String(names.practitioner.id) } : {}),
  };
}
