/** A service of the demo studio. Lessons are for one client at a time, in a cabin; classes for many, in a hall. */
export interface DemoService {
  readonly name: string;
  readonly color: number;
  readonly priceType: 'fixed' | 'hourly';
  readonly costMinor: number;
  readonly durationMinutes: number;
  readonly capacity: number;
  readonly isLesson: boolean;
  /** Index into `DEMO_TAX_RATES`. */
  readonly tax: number;
  /** Booked by a parent for a child, who is named. */
  readonly forChildren: boolean;
  readonly description: string;
}

const CLASS = { priceType: 'fixed', isLesson: false, forChildren: false, tax: 0 } as const;
const LESSON = { priceType: 'hourly', isLesson: true, forChildren: false, capacity: 1, tax: 1 } as const;

/** Sport is taxed in full, teaching less, both within the price; what is sold over the counter has the tax added. */
export const DEMO_TAX_RATES: readonly {
  readonly name: string;
  readonly rateBp: number;
  readonly inclusive: boolean;
}[] = [
  { name: 'VAT', rateBp: 1_900, inclusive: true },
  { name: 'VAT reduced', rateBp: 700, inclusive: true },
  { name: 'VAT on goods', rateBp: 1_900, inclusive: false },
];

export const DEMO_SERVICES: readonly DemoService[] = [
  {
    ...CLASS,
    name: 'Yoga Flow',
    color: 0,
    costMinor: 1600,
    durationMinutes: 75,
    capacity: 14,
    description: 'Breath and movement, for all levels. Mats are here.',
  },
  {
    ...CLASS,
    name: 'Pilates',
    color: 1,
    costMinor: 1700,
    durationMinutes: 60,
    capacity: 12,
    description: 'Mat work for a strong middle.',
  },
  {
    ...CLASS,
    name: 'Contemporary Dance',
    color: 2,
    costMinor: 1800,
    durationMinutes: 90,
    capacity: 16,
    description: 'Technique, floor work and a phrase to take home.',
  },
  {
    ...CLASS,
    name: 'Hip-Hop',
    color: 3,
    costMinor: 1500,
    durationMinutes: 60,
    capacity: 16,
    description: 'Foundations and choreography.',
  },
  {
    ...CLASS,
    name: 'Salsa for Beginners',
    color: 4,
    costMinor: 1500,
    durationMinutes: 60,
    capacity: 16,
    description: 'No partner needed.',
  },
  {
    ...CLASS,
    name: 'Strength Circle',
    color: 5,
    costMinor: 1400,
    durationMinutes: 45,
    capacity: 12,
    description: 'Eight stations, twice round.',
  },
  {
    ...CLASS,
    name: 'Barre',
    color: 6,
    costMinor: 1650,
    durationMinutes: 60,
    capacity: 10,
    description: 'Ballet exercises as a workout.',
  },
  {
    ...CLASS,
    name: 'Children’s Ballet',
    color: 7,
    costMinor: 1200,
    durationMinutes: 45,
    capacity: 10,
    forChildren: true,
    tax: 1,
    description: 'From five years. Parents wait in the foyer.',
  },
  { ...LESSON, name: 'Piano Lesson', color: 8, costMinor: 5200, durationMinutes: 45, description: '' },
  { ...LESSON, name: 'Guitar Lesson', color: 9, costMinor: 4800, durationMinutes: 30, description: '' },
  { ...LESSON, name: 'Singing Lesson', color: 10, costMinor: 5400, durationMinutes: 60, description: '' },
  {
    ...LESSON,
    name: 'Personal Training',
    color: 11,
    tax: 0,
    costMinor: 6500,
    durationMinutes: 60,
    description: 'One to one, by a plan of your own.',
  },
];

/** Packages pay for every class, not for lessons. But for the one to try, the cheapest per credit last. */
export const DEMO_PACKAGES: readonly {
  readonly name: string;
  readonly credits: number;
  readonly priceMinor: number;
  readonly validDays: number;
  readonly rescheduleFeeMinor: number;
}[] = [
  { name: 'Three to try', credits: 3, priceMinor: 3_900, validDays: 21, rescheduleFeeMinor: 0 },
  { name: 'Five classes', credits: 5, priceMinor: 7_500, validDays: 60, rescheduleFeeMinor: 1_000 },
  { name: 'Ten classes', credits: 10, priceMinor: 14_000, validDays: 120, rescheduleFeeMinor: 1_500 },
  { name: 'Twenty classes', credits: 20, priceMinor: 26_000, validDays: 365, rescheduleFeeMinor: 0 },
];

/** What one booking costs: a fixed price, or the hourly one by the minute, half a minor unit away from zero (domain.md 4). */
export const priceOf = (service: DemoService): number =>
  service.priceType === 'fixed'
    ? service.costMinor
    : Math.round((service.costMinor * service.durationMinutes) / 60);

/** Invented places; the first ones serve the smaller demo studios. Every third lies in another time zone. */
export const DEMO_LOCATIONS: readonly string[] = [
  'Riverside',
  'Old Mill',
  'Canal Works',
  'Market Hall',
  'Garden House',
  'Station Yard',
  'Lime Court',
  'North Gate',
  'Harbour',
  'Hill Street',
  'Brick Lane Loft',
  'Green Corner',
  'Foundry',
  'Orchard',
  'Bell Tower',
  'Paper Mill',
  'South Bank',
  'Tram Depot',
  'Willow Park',
  'Lantern House',
];

export const DEMO_HALLS: readonly { readonly name: string; readonly capacity: number }[] = [
  { name: 'Great Hall', capacity: 16 },
  { name: 'Mirror Room', capacity: 14 },
  { name: 'Loft', capacity: 12 },
];
export const DEMO_CABIN = { name: 'Music Room', capacity: 3 };
