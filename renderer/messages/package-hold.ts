import { plural } from './say.ts';

/** Words of packages that stand still for some days. */
export const holdWords = {
  open: 'Hold…',
  openTicked: (count: number) => `Hold ${count} ticked…`,
  title: 'Put packages on hold',
  from: 'First day',
  to: 'Last day',
  toHint: 'Empty: until it is released.',
  untilReleased: 'Until released',
  reason: 'Reason',
  reasonHint: 'The history of each package keeps it, and a message to a client says it.',
  places: (count: number) =>
    count === 1 ? 'One place is booked on these days' : `${count} places are booked on these days`,
  choices: {
    keep: 'Keep them: they stay paid by the package',
    cancel: 'Cancel them: the sessions go back to the package',
  },
  place: (client: string, title: string, when: string) => `${client}: ${title}, ${when}`,
  more: (count: number) => `and ${count} more`,
  list: 'Booked places on these days',
  tell: 'Tell the clients by e-mail which places are cancelled',
  nothing: 'No package would be held. Choose other days or other packages.',
  consequence: (lots: number, clients: number, days: string, ends: string) =>
    `${plural(lots, 'package')} of ${plural(clients, 'client')} ${lots === 1 ? 'pays' : 'pay'} for no session ${days}${ends}.`,
  between: (from: string, to: string) => (from === to ? `on ${from}` : `from ${from} to ${to}`),
  fromOn: (from: string) => `from ${from} until released`,
  ends: (from: string, to: string) =>
    from === to ? ` and will end on ${from}` : ` and will end between ${from} and ${to}`,
  endsLater: ', and will end later by the days held',
  kept: (count: number) => `${plural(count, 'booked place')} ${count === 1 ? 'stays' : 'stay'}.`,
  canceled: (places: number, credits: number) =>
    `${plural(places, 'booked place')} ${places === 1 ? 'is' : 'are'} cancelled, and ${plural(credits, 'session')} ${credits === 1 ? 'goes' : 'go'} back to the ${credits === 1 ? 'package' : 'packages'}.`,
  skipped: {
    held: (count: number) =>
      `${plural(count, 'package')} ${count === 1 ? 'is' : 'are'} on hold already, or ${count === 1 ? 'was' : 'were'} on some of these days.`,
    nothing_left: (count: number) =>
      `${plural(count, 'package')} with every session used ${count === 1 ? 'is' : 'are'} left out.`,
    over: (count: number) => `${plural(count, 'package')} ${count === 1 ? 'is' : 'are'} over: extend first.`,
    ends_before: (count: number) =>
      `${plural(count, 'package')} ${count === 1 ? 'ends' : 'end'} before the first day.`,
    not_bought: (count: number) =>
      `${plural(count, 'package')} ${count === 1 ? 'was' : 'were'} bought after the first day.`,
  },
  button: 'Hold',
  done: (lots: number, canceled: number) =>
    `${plural(lots, 'package')} on hold${canceled > 0 ? `, ${plural(canceled, 'place')} cancelled` : ''}`,
  /** Of a hold, in a list: what it means today. */
  until: (to: string) => `until ${to}`,
  starting: (from: string) => `from ${from}`,
  range: (from: string, to: string) => `${from} – ${to}`,
  badge: (days: string) => `On hold ${days}`,
} as const;

export const releaseWords = {
  open: 'Release…',
  openTicked: (count: number) => `Release ${count} ticked…`,
  title: 'Release packages from hold',
  reason: 'Reason',
  nothing: 'None of these packages can be released.',
  consequence: (lots: number, clients: number, ends: string) =>
    `${plural(lots, 'package')} of ${plural(clients, 'client')} ${lots === 1 ? 'pays' : 'pay'} again from today${ends}. The last day moves by the days really held.`,
  ends: (from: string, to: string) =>
    from === to ? ` and will end on ${from}` : ` and will end between ${from} and ${to}`,
  skipped: {
    not_held: (count: number) => `${plural(count, 'package')} ${count === 1 ? 'is' : 'are'} not on hold.`,
    booked_later: (count: number) =>
      `${plural(count, 'package')} ${count === 1 ? 'pays' : 'pay'} for a session after the day on which ${count === 1 ? 'it' : 'they'} would end: move or cancel that session first.`,
  },
  button: 'Release',
  done: (lots: number) => `${plural(lots, 'package')} released`,
} as const;
