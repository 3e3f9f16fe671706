import type { PrepaymentMode } from '#domain/prepayment/rule.ts';
import { plural } from './say.ts';

/** What a client lacks, with its amounts as the studio writes them. */
export interface MissingWords {
  readonly mode: Exclude<PrepaymentMode, 'open'>;
  readonly missingCredits: number;
  readonly missing: string;
  readonly wanted: string;
  readonly has: string;
}

/** Words of prepayment where clients are chosen and booked. */
export const prepaymentWords = {
  /** Behind a name in a list. */
  short: ({ mode, missing, missingCredits }: MissingWords): string =>
    mode === 'package'
      ? missingCredits === 1
        ? 'no package credit for this'
        : `${plural(missingCredits, 'package credit')} missing`
      : mode === 'threshold'
        ? `${missing} below the minimum balance`
        : `${missing} short of available credit`,
  held: (name: string, { mode, missing, wanted, has, missingCredits }: MissingWords): string =>
    mode === 'package'
      ? `${name} has no package credit that pays for this: ${plural(missingCredits, 'credit')} missing. Session control asks for packages.`
      : mode === 'threshold'
        ? `The balance of ${name} is ${has}. Session control asks for at least ${wanted}, so ${missing} is missing.`
        : `The available credit of ${name} is ${has}, and this costs ${wanted}: ${missing} is missing.`,
  waive: 'Go on without prepayment',
  waiveHint: 'Your name is kept on the booking and in the audit log.',
  pay: 'Take payment',
  sell: 'Sell package',
  sellTitle: (name: string) => `Package for ${name}`,
  waived: (by: string, missing: string) => `Without prepayment, by ${by}: ${missing} was missing.`,
} as const;

/** Words of Settings, Session control: prepayment. */
export const prepaymentSettings = {
  title: 'Prepayment',
  hint: 'What must be paid before a client gets a place. Places that are held stay.',
  modes: {
    open: 'Open',
    threshold: 'Use thresholds',
    package: 'Use packages',
    available_credit: 'Available credit (AC) filter',
  } satisfies Record<PrepaymentMode, string>,
  sentences: {
    open: 'Anybody can be added to a session, and pays before or after it.',
    threshold: 'Only clients whose balance is at least the amount below can be added to a session.',
    package:
      'Only clients with a package credit left can be added to a session, and the credit pays for it; open and saved sessions both count as used.',
    available_credit:
      'Only clients whose payments cover what they have booked, and the new session, can be added; staff and admins are warned and may go on.',
  } satisfies Record<PrepaymentMode, string>,
  amount: 'Minimum balance',
  packages: 'Create packages',
} as const;

/** Words of Settings, Session control: what canceling costs a client. */
export const policySettings = {
  title: 'Client cancellation policy',
  hint: 'What a client pays who cancels late. It holds for bookings made from now on; each booking keeps the policy it was made under.',
  before: 'Before in hours',
  status: 'Session status',
  add: 'Add a level',
  remove: (hours: string) => `Remove the level of ${hours} hours`,
  none: 'No level: clients cancel without charge.',
  sentence: (hours: number, label: string) =>
    `Less than ${plural(hours, 'hour')} before the start: ${label}.`,
  otherwise: 'Earlier: no charge.',
} as const;

/** Words of what holds for a booking if its client cancels it now. */
export const clientCancellationWords = {
  nothing: 'no charge',
  charged: (amount: string, label: string) => `${amount} stays charged (${label})`,
  creditUsed: (label: string) => `the credit stays used (${label})`,
  ifNow: (what: string) => `If cancelled by the client now: ${what}.`,
  ifNowBoth: (frozen: string, today: string) =>
    `If cancelled by the client now: ${frozen}, by the policy of the booking; a new booking: ${today}.`,
  may: {
    yes: (until: string) => `The client may cancel alone until ${until}.`,
    studio_off: () => '',
    no_permission: () => 'The client has no permission to cancel alone.',
    too_late: (until: string) => `The client could cancel alone until ${until}.`,
  },
} as const;
