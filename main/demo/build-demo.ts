import type { Db } from '#db/database.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as lotBooks from '#db/repositories/lot-books.ts';
import { instantToWall } from '#domain/values/time.ts';
import { createCalendar, type DemoCalendar } from './calendar.ts';
import { type Chance, createChance } from './chance.ts';
import { isClosed, planClosures, writeClosures } from './closures.ts';
import { createDesk, type DemoDesk, type DemoRefused } from './desk.ts';
import { DEMO_EXTENTS, type DemoExtent, type DemoSize } from './demo-size.ts';
import { leaveLooseEnds, setOwnWages } from './loose-ends.ts';
import { planProgramme } from './programme.ts';
import { createDaySaver } from './save-days.ts';
import { planWeek, type WeeklySlot } from './timetable.ts';
import { DEMO_ZONE, type DemoStudio, writeStudio } from './write-studio.ts';
import { type SavedLife, writeTimetable } from './write-timetable.ts';

export interface DemoOptions {
  readonly size: DemoSize;
  /** Epoch ms; the studio's day it falls on decides, and within it who is here already. */
  readonly now: number;
  readonly seed: number;
  /** Days done and to do. */
  readonly onProgress: (done: number, total: number) => void;
  /** Something that the desk meant to do was not allowed; nothing happens unless told. */
  readonly onRefused?: (refused: DemoRefused) => void;
}

/**
 * Fills an empty database with an invented studio: the same size, studio's day and seed give the same rows, but for who is here
 * today: only those are checked in whose session has begun by `now`. Half of the timetable lies before that day; up to two days
 * before it the sessions are saved, later ones are open. There are recurring sessions, classes, a waitlist and an offer; in
 * `decade`, which is for measuring, all sessions are open and there is none of these. The work is cut into short transactions
 * with room for others in between, and each leaves books that balance: a build that is killed leaves a smaller studio, not a
 * broken one.
 */
export function buildDemo(db: Db, options: DemoOptions): Promise<void> {
  return db.withoutWaiting(() => build(db, options));
}

async function build(db: Db, options: DemoOptions): Promise<void> {
  const { size, now, seed, onProgress, onRefused = () => {} } = options;
  // Loaded only here: the names weigh more than the rest of the engine, and hardly any start needs them.
  const { faker } = await import('@faker-js/faker/locale/en');
  faker.seed(seed);
  const extent = DEMO_EXTENTS[size];
  const today = instantToWall(now, DEMO_ZONE).date;
  const calendar = createCalendar(today, extent.daysEachSide);
  const knownUntil = calendar.instantOf(calendar.today, 6 * 60, DEMO_ZONE) - SIX_HOURS_MS;
  const openedAt = calendar.instantOf(calendar.first - 1, 12 * 60, DEMO_ZONE);

  const uid = `demo-${size}-${today}-${seed}`;
  const studio = writeStudio(db, { faker, uid, extent, at: openedAt });
  const { places, accounts, deskId } = studio;
  const chance = createChance(faker);
  const childrensNames = Array.from({ length: 60 }, () => faker.person.firstName());
  const week = planWeek(chance, places, extent);
  const closures = planClosures(calendar, places[0]?.locationId ?? 0);
  db.write((tx) => writeClosures(tx, calendar, closures, openedAt));
  const slotsOn = (day: number): readonly WeeklySlot[] =>
    (week[calendar.weekdayOf(day)] ?? []).filter(({ place }) => !isClosed(closures, day, place.locationId));

  const desk = createDesk(db, studio.ownerId, () => faker.string.uuid());
  const parts = { calendar, week, childrensNames, studio, slotsOn, now, openedAt };
  const life = extent.isLived ? await startLife(desk, { ...parts, onRefused }, chance, extent) : null;

  if (size === 'decade') setCache(db, LARGE_CACHE_KIB);
  const timetable = {
    chance,
    calendar,
    accounts,
    deskId,
    fill: extent.fill,
    knownUntil,
    childrensNames,
    life,
  };
  await writeTimetable(db, { ...timetable, slotsOn, onProgress });
  // The last day sees the whole timetable.
  await life?.live(calendar.today - 1);
  const atLast = knownUntil - SIX_HOURS_MS;
  life?.saver.hideTrials(atLast);
  if (life) leaveLooseEnds(desk, calendar, week, atLast);
  expireLots(db, calendar, knownUntil);
  if (size === 'decade') setCache(db, USUAL_CACHE_KIB);
}

interface LivedStudio {
  readonly calendar: DemoCalendar;
  readonly week: readonly (readonly WeeklySlot[])[];
  readonly childrensNames: readonly string[];
  readonly studio: DemoStudio;
  readonly slotsOn: (day: number) => readonly WeeklySlot[];
  readonly now: number;
  readonly openedAt: number;
  readonly onRefused: (refused: DemoRefused) => void;
}

async function startLife(
  desk: DemoDesk,
  parts: LivedStudio,
  chance: Chance,
  { accountDays, locations }: DemoExtent,
): Promise<SavedLife> {
  const { calendar, studio, slotsOn, now, openedAt, onRefused } = parts;
  // Loaded only here, like the names: what the job thread does is of no use to the thread that answers.
  const { startMoney } = await import('./money/start-money.ts');
  const saver = createDaySaver(desk, calendar, openedAt);
  setOwnWages(desk, studio, calendar, openedAt);
  // The last day before today on which the studio was open is still to be saved.
  let openFrom = calendar.today - 1;
  while (openFrom > calendar.first && slotsOn(openFrom).length === 0) openFrom -= 1;
  const since = Math.max(calendar.first, calendar.today - accountDays);
  const sessionsOn = (day: number): number => slotsOn(day).length;
  const money = startMoney(
    { desk, calendar, chance, studio, since, sessionsOn, scale: locations },
    openedAt,
    onRefused,
  );
  return { programme: planProgramme({ ...parts, desk }), saver, openFrom, now, since, ...money };
}

/** Indexes of millions of rows that do not fit into the cache would be read again for every insert. */
function setCache(db: Db, kibibytes: number): void {
  db.write((tx) => tx.run(`PRAGMA cache_size = ${-kibibytes}`));
}

/** What is left of a lot whose last day is over is gone, and its history and the books say so (domain.md 5). */
function expireLots(db: Db, calendar: DemoCalendar, at: number): void {
  const today = calendar.dateOf(calendar.today);
  db.write((tx) => {
    for (const lot of creditLots.listToExpire(tx, today)) lotBooks.expireRest(tx, lot, { at });
  });
}

const LARGE_CACHE_KIB = 1_000_000;
const USUAL_CACHE_KIB = 65_536;
const SIX_HOURS_MS = 6 * 3_600_000;
