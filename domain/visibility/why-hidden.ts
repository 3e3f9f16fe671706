/** Each switch that can hide something from clients who book, in the order in which a person would look for it. */
export const VISIBILITY_SWITCHES = [
  'studio',
  'client_active',
  'client_permission',
  'service_active',
  'service_visibility',
  'service_booking',
  'location_active',
  'location_booking',
  'room_active',
  'room_booking',
  'session_open',
  'session_displayed',
  'class_enabled',
  'class_enrolment',
  'class_displayed',
  'some_location',
  'some_service',
] as const;
export type VisibilitySwitch = (typeof VISIBILITY_SWITCHES)[number];

interface Switched {
  /** Whose switch it is; none for what is not saved yet. */
  readonly id?: number | undefined;
  readonly active: boolean;
  readonly clientBooking: boolean;
}

/** What is asked about; what is left out plays no part. */
export interface VisibilityFacts {
  /** Client booking for the whole studio. */
  readonly studioBooking: boolean;
  readonly service?: Switched & { readonly visibility: 'all' | 'staff' };
  readonly location?: Switched;
  /** Null: the session has no room. */
  readonly room?: Switched | null;
  readonly session?: { readonly id?: number; readonly isOpen: boolean; readonly displayed: boolean };
  /** A series that is enrolled in: on the calendar, still open to enrolment, with a session to come that clients are shown. */
  readonly class?: {
    readonly id?: number;
    readonly isEnabled: boolean;
    readonly isEnrolling: boolean;
    readonly displayed: boolean;
  };
  readonly client?: { readonly id?: number; readonly active: boolean; readonly mayBook: boolean };
  /** A service needs a place to be booked at, a place needs a service: whether there is one. */
  readonly hasOpenLocation?: boolean;
  readonly hasOpenService?: boolean;
}

export interface VisibilityCheck {
  readonly which: VisibilitySwitch;
  readonly isOn: boolean;
  /** The record that has the switch: a service, location, room, session, class or client; null for the studio's own. */
  readonly of: number | null;
}

/** All switches that decide whether clients see it when they book (seed 001); it is seen when every one is on. */
export function whyHidden(facts: VisibilityFacts): readonly VisibilityCheck[] {
  const { service, location, room, session, class: course, client } = facts;
  const states: Readonly<Record<VisibilitySwitch, boolean | undefined>> = {
    studio: facts.studioBooking,
    client_active: client?.active,
    client_permission: client?.mayBook,
    service_active: service?.active,
    service_visibility: service && service.visibility === 'all',
    service_booking: service?.clientBooking,
    location_active: location?.active,
    location_booking: location?.clientBooking,
    room_active: room?.active,
    room_booking: room?.clientBooking,
    session_open: session?.isOpen,
    session_displayed: session?.displayed,
    class_enabled: course?.isEnabled,
    class_enrolment: course?.isEnrolling,
    class_displayed: course?.displayed,
    some_location: facts.hasOpenLocation,
    some_service: facts.hasOpenService,
  };
  return VISIBILITY_SWITCHES.flatMap((which) => {
    const isOn = states[which];
    return isOn === undefined ? [] : [{ which, isOn, of: ownerOf(facts, which) }];
  });
}

const OWNERS = ['service', 'location', 'room', 'session', 'class', 'client'] as const;

function ownerOf(facts: VisibilityFacts, which: VisibilitySwitch): number | null {
  const kind = OWNERS.find((owner) => which.startsWith(`${owner}_`));
  return (kind && facts[kind]?.id) ?? null;
}
