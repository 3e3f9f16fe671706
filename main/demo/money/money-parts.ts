import type { DemoCalendar } from '../calendar.ts';
import type { Chance } from '../chance.ts';
import type { DemoDesk } from '../desk.ts';
import type { DemoStudio } from '../write-studio.ts';
import type { BackOffice } from './back-office.ts';
import type { Diary } from './diary.ts';

/** What the parts of the studio's money work with. */
export interface MoneyParts {
  readonly desk: DemoDesk;
  readonly office: BackOffice;
  readonly diary: Diary;
  readonly calendar: DemoCalendar;
  readonly chance: Chance;
  readonly studio: DemoStudio;
  /** The first day that is invoiced automatically: the studio has kept its accounts here since. */
  readonly since: number;
  /** Of the last run of automatic invoicing: a Monday, one to seven days ago. */
  readonly lastRun: number;
  /** The day before the studio's day, on which everything is at hand. */
  readonly yesterday: number;
  /** Whether somebody opens the door on this day. */
  readonly isOpenOn: (day: number) => boolean;
  /** How many sessions the weekly timetable has for this day. */
  readonly sessionsOn: (day: number) => number;
  /** How many times what a small studio shows once. */
  readonly scale: number;
  readonly newUid: () => string;
}

/** Nine in the morning is `clock(9)`; minutes of the day. */
export const clock = (hours: number, minutes = 0): number => hours * 60 + minutes;
