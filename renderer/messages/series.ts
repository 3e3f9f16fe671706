import type { SeriesDiff } from '#contract/desktop/series.ts';
import { monthDays } from '#domain/series/rule.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { listed, plural } from './say.ts';

/** Words of recurring sessions: form, dates, panel, and the question which sessions an edit means. */
export const seriesMessages = {
  series: 'Recurring sessions',
  create: 'Create recurring sessions',
  all: 'All series',
  edit: 'Edit series',
  weekdays: 'Days of the week',
  firstDate: 'From',
  frequency: 'Recurrence type',
  frequencies: { weekly: 'Weekly', monthly: 'Monthly' },
  interval: { weekly: 'Every … weeks', monthly: 'Every … months' },
  howMany: 'How many sessions',
  howManyHint: 'The first included: 10 gives 10 sessions.',
  lastDate: 'or last date',
  lastDateHint: 'Fill in one of the two.',
  keepClosed: 'Also on closed days',
  keepClosedHint: 'Otherwise closed days are skipped and do not count.',
  enabled: 'Enabled',
  enabledHint: 'Without it this is a draft: nothing appears on the calendar until you enable it.',
  submitEnabled: (count: number) => `Create ${sessions(count)}`,
  submitDraft: 'Save draft',
  notes: 'Notes and meeting link',
  created: (count: number) => `${sessions(count)} created`,
  drafted: 'Draft saved. It is under Sessions, Recurring sessions.',
  enrolsNext: (name: string) => `Next: enrolling ${name} in all of them, which is why this is a class.`,
  enrolsOnlyAClass: (name: string) =>
    `Only an enabled class enrols ${name} in all of them; otherwise book each session by itself.`,
  consequence: (count: number, from: string, to: string) =>
    count === 1
      ? `1 session appears on the calendar, on ${from}.`
      : `${count} sessions appear on the calendar, from ${from} to ${to}.`,
  draftConsequence: (count: number) => `A draft of ${sessions(count)}. Nothing appears on the calendar yet.`,
  dates: 'Dates',
  datesWait: 'Fill in the days and how many sessions, and the dates appear here.',
  skipped: (closure: string) => `Skipped: ${closure}`,
  moved: (time: string) => `clocks change: ${time}`,
  twice: 'this time happens twice; the first is taken',
  taken: 'Taken',
  takenCount: (count: number) => (count === 1 ? '1 date is taken' : `${count} dates are taken`),
  takenHint: 'Choose for each what to do.',
  skipAll: 'Leave all out',
  keepAll: 'Keep all double',
  conflict: (kind: 'room' | 'practitioner' | 'client', title: string, time: string) =>
    ({
      room: `Room: ${title}, ${time}`,
      practitioner: `Practitioner: ${title}, ${time}`,
      client: `${title} is booked elsewhere, ${time}`,
    })[kind],
  choiceFor: (day: string) => `What to do on ${day}`,
  choose: 'Choose',
  choices: {
    skip: 'Leave this date out',
    stay: 'Leave this one as it is',
    room: (name: string) => `In ${name}`,
    practitioner: (name: string) => `With ${name}`,
    keep: 'Keep double',
  },
  otherRoom: 'Another room',
  otherPractitioner: 'Another practitioner',
  states: { draft: 'Draft', enabled: 'Enabled', ended: 'Ended' },
  rule: 'Rule',
  enable: 'Enable',
  enableTitle: 'Enable these sessions?',
  enabledDone: (count: number) => `${sessions(count)} are on the calendar`,
  end: 'End series',
  endTitle: 'End this series?',
  discardDraft: 'Discard draft',
  endWhen: 'Which sessions go?',
  endAll: 'All that are still to come',
  endFollowing: 'From a day on',
  endFrom: 'First day without sessions',
  endsBefore: (day: string) =>
    `Sessions before ${day} stay as they are. While some of them are still to come, the series can be edited.`,
  sessionsOf: (count: number) => `Sessions (${count})`,
  noSessions: 'No sessions yet: this is a draft.',
  byHand: 'Edited by hand',
  splitFrom: 'Goes on from an earlier series',
  places: (booked: number, capacity: number) => `${booked} of ${capacity} taken`,
  list: {
    empty: 'No recurring sessions yet',
    emptyHint: 'Create some under Sessions or on the calendar.',
    onlyDrafts: 'Only drafts',
    columns: {
      title: 'Series',
      rule: 'Rule',
      who: 'Practitioner',
      next: 'Next',
      sessions: 'Sessions',
      state: 'State',
    },
  },
  scope: {
    title: 'This is one of recurring sessions',
    question: 'What do you want to change?',
    this: 'This session',
    thisHint: 'It becomes an exception: later edits of the series ask before they touch it.',
    following: 'This and following',
    followingHint: 'The series is split: earlier sessions stay as they are.',
    all: 'All',
    allHint: 'Saved, cancelled, past and paid sessions always stay as they are.',
    goOn: 'Go on',
  },
  diff: {
    title: 'What changes',
    nothing: 'Nothing changes on the calendar.',
    changed: (count: number) => `${sessions(count)} ${count === 1 ? 'changes' : 'change'}`,
    added: (count: number) => `${sessions(count)} ${count === 1 ? 'is' : 'are'} new`,
    enrolled: (count: number) =>
      `${count === 1 ? 'The one person' : `The ${count} people`} enrolled in the class will have a place in each new session, paid by a credit or charged to the account.`,
    leftOut: (names: readonly string[]) =>
      `${listed(names)} ${names.length === 1 ? 'gets' : 'get'} no place in new sessions that Session control asks to be paid for in advance.`,
    goesOn: (names: readonly string[]) =>
      `The available credit of ${listed(names)} does not cover the new sessions; if you go on, your name is kept.`,
    dropped: (count: number) => `${sessions(count)} ${count === 1 ? 'is' : 'are'} taken off the calendar`,
    unchanged: (count: number) =>
      count === 1 ? '1 session stays as it is' : `${count} sessions stay as they are`,
    toCancel: (count: number) =>
      count === 1
        ? '1 session with bookings is on no date any more. It stays until you cancel it in bulk, so that everybody gets their money back.'
        : `${count} sessions with bookings are on no date any more. They stay until you cancel them in bulk, so that everybody gets their money back.`,
    exceptions: 'Edited by hand: kept, unless you tick them',
    apply: (day: string) => `Change ${day} too`,
    kept: (count: number) => `${sessions(count)} always ${count === 1 ? 'stays' : 'stay'}`,
    keptReasons: { saved: 'saved', canceled: 'cancelled', past: 'over', paid: 'paid for' },
    skipped: (count: number) => `${count === 1 ? '1 closed date is' : `${count} closed dates are`} skipped`,
    people: (names: string, more: number) =>
      more === 0 ? `Booked: ${names}.` : `Booked: ${names} and ${more} more.`,
    moves: (from: string, to: string) => `${from} → ${to}`,
    save: 'Save changes',
    saved: (changed: number, told: number) =>
      `${sessions(changed)} changed${told === 0 ? '' : `, ${told === 1 ? '1 person' : `${told} people`} will be told`}`,
    ended: (dropped: number) => `Series ended, ${sessions(dropped)} taken off the calendar`,
    bulkCancel: (save: string) => `${save}, then cancel the booked ones`,
  },
} as const;

/** What an edit does, one sentence per kind of effect, the heaviest first. */
export function diffSentences(diff: SeriesDiff): string[] {
  const words = seriesMessages.diff;
  const lost = lostSessions(diff);
  const kept = diff.kept.filter(({ isLost }) => !isLost);
  const said = [
    diff.changed.length > 0 ? `${words.changed(diff.changed.length)}.` : '',
    diff.added.length > 0 ? `${words.added(diff.added.length)}.` : '',
    diff.added.length > 0 && diff.enrolled > 0 ? words.enrolled(diff.enrolled) : '',
    diff.notPrepaid.leftOut.length > 0 ? words.leftOut(diff.notPrepaid.leftOut) : '',
    diff.notPrepaid.goesOn.length > 0 ? words.goesOn(diff.notPrepaid.goesOn) : '',
    diff.dropped.length > 0 ? `${words.dropped(diff.dropped.length)}.` : '',
    lost.length > 0 ? words.toCancel(lost.length) : '',
    kept.length > 0 ? `${words.kept(kept.length)}: ${keptWords(kept)}.` : '',
    diff.unchanged > 0 ? `${words.unchanged(diff.unchanged)}.` : '',
    diff.skipped.length > 0 ? `${words.skipped(diff.skipped.length)}.` : '',
  ].filter(Boolean);
  return said.length > 0 ? said : [words.nothing];
}

/** The booked sessions that an edit leaves on no date, paid for or not: only cancelling gives people back what they gave. */
export function lostSessions({ toCancel, kept }: SeriesDiff): readonly SeriesDiff['dropped'][number][] {
  return [...toCancel, ...kept.filter(({ isLost }) => isLost)];
}

function keptWords(kept: SeriesDiff['kept']): string {
  const words = seriesMessages.diff.keptReasons;
  const counts = Map.groupBy(kept, ({ reason }) => reason);
  return [...counts].map(([reason, rows]) => `${rows.length} ${words[reason]}`).join(', ');
}

/** The rule spelled out: "Every week on Tuesday and Thursday at 10:00, 8 sessions". `day` and `time` write one in the studio's way. */
export function ruleInWords(
  rule: {
    readonly firstDate: LocalDate;
    readonly frequency: 'weekly' | 'monthly';
    readonly interval: number;
    readonly weekdays: readonly number[];
    readonly sessionCount: number | null;
    readonly lastDate: LocalDate | null;
    readonly time: string;
  },
  format: { readonly day: (date: string) => string; readonly time: (time: string) => string },
): string {
  const isWeekly = rule.frequency === 'weekly';
  const every =
    rule.interval === 1
      ? `Every ${isWeekly ? 'week' : 'month'}`
      : `Every ${rule.interval} ${isWeekly ? 'weeks' : 'months'}`;
  const days = isWeekly
    ? [...rule.weekdays].sort((a, b) => a - b).map(dayName)
    : monthDays(rule).map(({ ordinal, weekday }) => `the ${ordinals[ordinal]} ${dayName(weekday)}`);
  const end =
    rule.sessionCount !== null
      ? sessions(rule.sessionCount)
      : rule.lastDate !== null
        ? `until ${format.day(rule.lastDate)}`
        : '';
  return `${every} on ${listed(days)} at ${format.time(rule.time)}${end && `, ${end}`}`;
}

const ordinals = { 1: '1st', 2: '2nd', 3: '3rd', 4: '4th', [-1]: 'last' } as const;

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const dayName = (weekday: number): string => DAYS[weekday - 1] ?? '';

function sessions(count: number): string {
  return plural(count, 'session');
}
