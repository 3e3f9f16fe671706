/** How much a demo studio holds. Sessions a week are per location, over all its rooms of a kind. */
export interface DemoExtent {
  /** Days before the studio's day; as many follow it, that day included. */
  readonly daysEachSide: number;
  readonly locations: number;
  readonly halls: number;
  readonly cabins: number;
  readonly hallTeachers: number;
  readonly cabinTeachers: number;
  readonly hallSessionsAWeek: number;
  readonly cabinSessionsAWeek: number;
  readonly clientsALocation: number;
  /** Average share of places taken in a session in a hall. */
  readonly fill: number;
  readonly opensOnSunday: boolean;
  /** For so many days before the studio's day clients are invoiced; before, who paid later paid by transfer. */
  readonly accountDays: number;
  /** Past days are saved, and there are series, classes, a waitlist and an offer; without, sessions and bookings alone. */
  readonly isLived: boolean;
}

export type DemoSize = 'small' | 'year' | 'decade';

export const DEMO_EXTENTS: Readonly<Record<DemoSize, DemoExtent>> = {
  /** A month: 40 clients, about 120 sessions. */
  small: {
    daysEachSide: 15,
    locations: 1,
    halls: 1,
    cabins: 1,
    hallTeachers: 3,
    cabinTeachers: 1,
    hallSessionsAWeek: 18,
    cabinSessionsAWeek: 12,
    clientsALocation: 40,
    fill: 0.62,
    opensOnSunday: false,
    accountDays: 15,
    isLived: true,
  },
  /** 600 clients, about 15,000 sessions and 90,000 bookings. */
  year: {
    daysEachSide: 183,
    locations: 3,
    halls: 2,
    cabins: 1,
    hallTeachers: 3,
    cabinTeachers: 1,
    hallSessionsAWeek: 74,
    cabinSessionsAWeek: 24,
    clientsALocation: 200,
    fill: 0.58,
    opensOnSunday: true,
    accountDays: 92,
    isLived: true,
  },
  /** About 1,000,000 sessions and 5,000,000 bookings, for measuring: all of them open, no series, no classes. */
  decade: {
    daysEachSide: 1826,
    locations: 20,
    halls: 3,
    cabins: 1,
    hallTeachers: 4,
    cabinTeachers: 2,
    hallSessionsAWeek: 75,
    cabinSessionsAWeek: 24,
    clientsALocation: 1000,
    fill: 0.52,
    opensOnSunday: true,
    accountDays: 0,
    isLived: false,
  },
};
