import type {
  AutoSetting,
  OrphanRow,
  PlannedRun,
  RehearsedRow,
  RunRow,
  RunView,
} from '#contract/desktop/auto-invoice.ts';
import { addDays } from '#domain/values/time.ts';
import { counted, type Say } from './say.ts';
import { dayName } from './series.ts';

/** Accounting → Auto invoices, in the words of the help topic: Auto setting, Auto history. */
export const autoInvoices = {
  title: 'Auto invoices',
  menu: 'Auto invoices menu',
  setting: 'Auto setting',
  history: 'Auto history',
  unbilled: 'Never billed',
} as const;

export const intervalNames: Readonly<Record<AutoSetting['interval'], string>> = {
  weekly: 'Weekly',
  biweekly: 'Every two weeks',
  monthly: 'Monthly',
};

export const billedNames: Readonly<Record<AutoSetting['billed'], string>> = {
  completed: 'Completed sessions',
  scheduled: 'Scheduled sessions',
};

/** Runs that nobody starts but a person (see `MOST_MISSED`: from so many on, they are not counted any more). */
export const missedRuns = {
  title: (say: Say, n: number) =>
    n >= 100
      ? 'A hundred runs or more were missed'
      : `${counted(say, n, 'run')} ${n === 1 ? 'was' : 'were'} missed`,
  text: (range: string) =>
    `Nothing of ${range} has been invoiced automatically: Callboard was closed for more than four months, or the date of this computer is wrong. Check the date before you start them; each sends its own invoices. Or save the setting anew: then one run takes all these days along.`,
  start: 'Start the missed runs',
  started: 'The missed runs are being started, the oldest first.',
} as const;

export const autoSetting = {
  enabled: 'Invoice automatically',
  enabledHint: 'Off: invoices are only made by hand. Invoices that exist stay as they are.',
  terms: 'What and when',
  what: 'What is invoiced',
  interval: 'How often',
  anchorDay: 'A two-week period begins in the week of',
  runTime: 'Time of day',
  runTimeHint: 'If Callboard is closed then, it catches up as soon as it is started.',
  sinceDay: 'Sessions from this day on',
  sinceDayHint: 'Earlier sessions are never invoiced automatically.',
  includeEarlier: 'Include sessions of earlier periods that were never invoiced',
  includeEarlierHint: 'Such as those saved late, or booked after their period had been invoiced.',
  invoices: 'Invoices',
  dueDays: 'Days until an invoice is due',
  send: 'Send each invoice at once',
  sendHint: 'Off: they stay drafts, for you to look at and send.',
  billing: 'Automatic billing',
  autoBilling: 'Charge the card on file',
  autoBillingHint:
    'Money on account pays first; the card pays the rest. Records the payment, marks the invoice as paid and sends the receipt. Who has no card on file gets the invoice with a payment link.',
  retryDays: 'Try a declined card again after so many days',
  retryDaysHint:
    'Separated by commas; none: never. A stolen or expired card is not tried again: the client is asked for another one.',
  save: 'Save',
  saved: 'Saved. It holds from now on.',
  readOnly: 'Owners and admins can change this.',
  whenTitle: 'When it runs',
  off: 'Automatic invoicing is off: nothing runs.',
  notSaved: 'These are the runs if you save now.',
  runsLabel: 'The next runs',
  dueBefore: (say: Say, n: number) =>
    `${counted(say, n, 'run')} of the setting that still holds ${n === 1 ? 'is' : 'are'} due and will happen first.`,
  leftOut: (range: string, sessions: string) =>
    `${sessions} of ${range} will not be invoiced by any run. To include them, begin with an earlier day.`,
  excluded: (say: Say, n: number) => `${counted(say, n, 'client')} left out of automatic invoicing.`,
} as const;

/** When the runs are, in one sentence (seed 001: the settings page shows when each run happens). */
export function ruleWords(
  { interval, billed }: Pick<AutoSetting, 'interval' | 'billed'>,
  time: string,
  weekStartsOn: number,
): string {
  const first = dayName(weekStartsOn);
  const last = dayName(((weekStartsOn + 5) % 7) + 1);
  if (billed === 'completed')
    switch (interval) {
      case 'weekly':
        return `Every ${first} at ${time}: the completed sessions of the week just ended, ${first} to ${last}.`;
      case 'biweekly':
        return `Every second ${first} at ${time}: the completed sessions of the two weeks just ended.`;
      case 'monthly':
        return `On the first day of each month at ${time}: the completed sessions of the month just ended.`;
    }
  switch (interval) {
    case 'weekly':
      return `Every ${last} at ${time}: the scheduled sessions of the week to come, ${first} to ${last}.`;
    case 'biweekly':
      return `Every second ${last} at ${time}: the scheduled sessions of the two weeks to come.`;
    case 'monthly':
      return `On the last day of each month at ${time}: the scheduled sessions of the month to come.`;
  }
}

/** What a run covers that is not its plain period. */
export function coversNote(
  { covers, period }: PlannedRun,
  range: (from: string, to: string) => string,
): string {
  if (covers.from < period.from)
    return `Takes along ${range(covers.from, period.from)}, which no run has covered.`;
  if (covers.from > period.from)
    return `Without ${range(period.from, covers.from)}: a run has covered it, or it lies before the first day.`;
  return '';
}

export const lastDayOf = (to: PlannedRun['day']): PlannedRun['day'] => addDays(to, -1);

export const rehearsal = {
  title: 'Rehearsal of the next run',
  start: 'Rehearse the next run',
  again: 'Rehearse again',
  hint: 'Shows who would be invoiced and how much, as things stand now. Nothing is written, sent or charged.',
  when: (instant: string, range: string) => `Run of ${instant}, for ${range}`,
  nobody: 'Nobody would be invoiced: no session of these days is owed.',
  noRun: 'There is no next run while automatic invoicing is off.',
  sum: (say: Say, rows: number, amountMinor: number) =>
    `${counted(say, rows, 'invoice')}, ${say.money(amountMinor)} in all`,
  charged: (say: Say, amountMinor: number) => `${say.money(amountMinor)} of it charged to cards on file`,
  fromCredit: (say: Say, amountMinor: number) => `${say.money(amountMinor)} of it paid from money on account`,
  trouble: (say: Say, n: number) => `${counted(say, n, 'client')} without an e-mail address`,
  more: (say: Say, n: number) => `and ${say.number(n)} more`,
  columns: { client: 'Client', sessions: 'Sessions', amount: 'Amount', outcome: 'What would happen' },
} as const;

export function rehearsedWords(row: RehearsedRow, sends: boolean, say: Say): string {
  if (!sends) return 'Draft';
  const way =
    row.trouble === 'NO_ADDRESS'
      ? 'No e-mail address: listed for the desk to print or call'
      : 'Sent by e-mail';
  if (row.billing === 'credit') return 'Paid from money on account';
  const fromCredit = row.creditMinor > 0 ? `${say.money(row.creditMinor)} from money on account. ` : '';
  if (row.billing === 'charge') return `${fromCredit}Card charged`;
  return row.billing === 'no_card' ? `${fromCredit}No card on file. ${way}` : way;
}

export const resultNames: Readonly<Record<RunRow['result'], string>> = {
  planned: 'Waiting',
  draft: 'Draft',
  sent: 'Sent',
  paid: 'Paid',
  void: 'Void',
  charging: 'Card is being charged',
  retry: 'Declined, tried again',
  new_card: 'Declined, new card needed',
  gave_up: 'Declined, for a person',
  nothing: 'Nothing to invoice',
  failed: 'Failed',
  released: 'Not reached',
};

export const autoHistory = {
  emptyTitle: 'No run yet',
  emptyText: 'Each run of automatic invoicing is listed here for ever, with what became of every client.',
  columns: {
    day: 'Run',
    of: 'Of',
    covers: 'Days',
    state: 'State',
    invoices: 'Invoices',
    amount: 'Amount',
    paid: 'Paid',
    problems: 'Problems',
  },
  of: (interval: string, billed: string) => `${interval}, ${billed.toLowerCase()}`,
  problems: (say: Say, { failed, declined, undelivered }: RunView) =>
    [
      ...(failed > 0 ? [`${say.number(failed)} failed`] : []),
      ...(declined > 0 ? [`${say.number(declined)} declined`] : []),
      ...(undelivered > 0 ? [`${say.number(undelivered)} not sent`] : []),
    ].join(', '),
  back: 'All runs',
  runTitle: (day: string) => `Run of ${day}`,
  late: (due: string) => `Due ${due}; Callboard was closed then and caught up.`,
  progress: (say: Say, done: number, total: number) =>
    `${say.number(done)} of ${counted(say, total, 'client')} done`,
  retryFailed: 'Retry all failed',
  retried: (say: Say, n: number) => `${counted(say, n, 'client')} will be tried again.`,
  retry: 'Retry',
  retryHint: (row: RunRow, say: Say) =>
    row.result === 'failed' || row.result === 'released'
      ? `Invoices ${row.client} for these days again.`
      : row.result === 'sent'
        ? `Sends the invoice to ${row.client} again, to the address of now.`
        : `Charges the card on file for ${row.client} with what is still open of ${say.money(row.amountMinor)} at once.`,
  retriedOne: (client: string) => `${client} is tried again.`,
  notFoundTitle: 'There is no such run',
  notFoundText: 'The address may be mistyped. All runs are in Auto history.',
  rowsEmpty: 'No client matches',
  rowColumns: {
    client: 'Client',
    sessions: 'Sessions',
    amount: 'Amount',
    interval: 'Interval',
    result: 'Result',
    error: 'Error',
    invoice: 'Invoice',
    action: 'What to do',
  },
  filter: 'Show',
  filters: {
    all: 'All',
    problems: 'Problems',
    paid: 'Paid',
    unpaid: 'Not paid',
    nothing: 'Nothing to invoice',
  },
  search: 'Search a client',
  totals: (say: Say, rows: number, amountMinor: number) =>
    `${counted(say, rows, 'client')}, ${say.money(amountMinor)}`,
  draftInvoice: 'Draft',
  nextTry: (when: string) => `Tried again ${when}.`,
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop',
} as const;

const errorSentences: Readonly<Record<string, string>> = {
  CLIENT_GONE: 'The client was anonymised.',
  TOTAL_TOO_LARGE:
    'All together is more than one payment may be. Invoice some of the sessions by hand, then press Retry.',
  BUG: 'Something unexpected went wrong; details are in the engine log. The other clients are not affected.',
};

const messageSentences: Readonly<Record<string, string>> = {
  unsent: 'Not sent: the client had no e-mail address. It is in the outbox, to be called or printed.',
  failed: 'The e-mail could not be delivered.',
  queued: 'The e-mail is on its way.',
};

/** Why a row has no good end yet, in one sentence; empty if all is well. */
export function rowTrouble(
  row: Pick<RunRow, 'error' | 'messageState' | 'result'>,
  declined: (code: string) => string,
): string {
  if (row.error !== '')
    return row.result === 'failed'
      ? (errorSentences[row.error] ?? `Refused: ${row.error}.`)
      : declined(row.error);
  return (row.messageState === null ? undefined : messageSentences[row.messageState]) ?? '';
}

/** Why a card was declined, as the desk tells the client. */
export function declinedWords(code: string): string {
  const known: Readonly<Record<string, string>> = {
    insufficient_funds: 'Not enough money on the card.',
    expired_card: 'The card has expired.',
    stolen_card: 'The bank has blocked the card.',
    lost_card: 'The bank has blocked the card.',
    pickup_card: 'The bank has blocked the card.',
    authentication_required: 'The bank wants the client to confirm; a payment link does that.',
    no_card: 'There is no card on file any more.',
  };
  return known[code] ?? 'The bank has declined the card.';
}

export const unbilled = {
  hint: 'Places that no run, package, payment or saved session will ever bill, each with the reason and what to do.',
  from: 'From',
  to: 'Up to and including',
  reason: 'Reason',
  allReasons: 'All reasons',
  emptyTitle: 'Nothing is left unbilled',
  emptyText: 'Every place of these days is billed, or will be.',
  total: (say: Say, n: number, amountMinor: number) =>
    `${counted(say, n, 'place')}, ${say.money(amountMinor)}`,
  columns: {
    when: 'When',
    session: 'Session',
    client: 'Client',
    amount: 'Amount',
    reason: 'Reason',
    todo: 'What to do',
  },
} as const;

export const orphanReasons: Readonly<
  Record<OrphanRow['reason'], { readonly name: string; readonly todo: string }>
> = {
  past_open: { name: 'Over, but not saved', todo: 'Save the session: End of day.' },
  price_zero: { name: 'Booked at price 0, not as free', todo: 'Correct the price, or make it free.' },
  client_out: {
    name: 'Client left out of auto invoicing',
    todo: 'Invoice by hand, or take the client in.',
  },
  before_since: {
    name: 'Before auto invoicing begins',
    todo: 'Invoice by hand, or begin earlier.',
  },
  late: { name: 'Saved after its period was invoiced', todo: 'Invoice by hand, or include it.' },
  auto_off: { name: 'Owed, and auto invoicing is off', todo: 'Invoice by hand, or turn it on.' },
};

export const clientAutoInvoicing = {
  title: 'Automatic invoicing',
  invoices: 'Invoice automatically',
  charges: 'Charge the card on file automatically',
  chargesOff: 'Automatic billing is off for the whole studio.',
  invoicesOff: 'Automatic invoicing is off for the whole studio.',
  changed: (client: string) => `Saved for ${client}. It holds from the next run on.`,
} as const;
