import { skipReasons } from './roster.ts';
import { rightsText } from './cards.ts';
import type { ErrorCode } from '#contract/desktop/errors.ts';
import type { EngineError } from '#renderer/api/engine-error.ts';

type ErrorOf<Code> = Extract<EngineError, { readonly code: Code }>;
type Sentence<Code> = (error: ErrorOf<Code>) => string;

/** What happened and what to do next, for every failure of the contract. Nothing was changed unless the sentence says so. */
export const errorSentences: { readonly [Code in ErrorCode | 'CONNECTION_LOST']: Sentence<Code> } = {
  CONNECTION_LOST: () =>
    'The connection broke before the answer came. Check whether it was done before you try again.',
  SIGN_IN_REQUIRED: () => 'You are signed out. Sign in to go on.',
  FORBIDDEN: ({ data }) =>
    data.needs.length > 0
      ? `Your role may not do this. It needs: ${data.needs.join(' or ')}.`
      : 'Your role may not do this.',
  INVALID_INPUT: ({ data }) =>
    data.issues.length === 1
      ? 'One field needs another look; it is marked.'
      : `${data.issues.length} fields need another look; they are marked.`,
  TOO_LARGE: ({ data }) => `This is too large. The limit is ${Math.floor(data.limitBytes / 1_048_576)} MB.`,
  TOO_MANY_REQUESTS: () => 'Too many requests at once. Wait a moment and try again.',
  NOT_FOUND: ({ data }) => `This ${thing(data.what)} is not there any more.`,
  CHANGED_MEANWHILE: ({ data }) =>
    `Someone changed this ${thing(data.what)} meanwhile. Nothing was saved: look at it again, then repeat your change.`,
  REQUEST_ANSWERED: () =>
    'This was already carried out as it was first sent. Look at what is there before sending it again.',
  ALREADY_SET_UP: () => 'This studio is already set up. Reload to sign in.',
  NAME_TAKEN: ({ data }) => `There is already one called “${data.name}”. Choose another name.`,
  IN_USE: ({ data }) =>
    `This ${thing(data.what)} is still used by ${data.count} ${thing(data.by)}${data.count === 1 ? '' : 's'}.`,
  WRONG_PIN: ({ data }) =>
    data.triesLeft === 1
      ? 'That PIN is not right. One try is left.'
      : `That PIN is not right. ${data.triesLeft} tries are left.`,
  PIN_LOCKED: ({ data }) =>
    data.byOwner
      ? 'This PIN is locked after too many wrong tries. An owner can unlock it in Settings, Staff.'
      : 'This PIN is locked for a while after too many wrong tries.',
  LAST_OWNER: () => 'This is the last active owner. Make someone else an owner first.',
  MONEY_FROZEN: () =>
    'Money actions are stopped, because a check of the books found a fault. The calendar goes on working. Run the check from the command line, or restore a backup.',
  ROOM_ELSEWHERE: () => 'This room belongs to another location.',
  OVER_CAPACITY: ({ data }) =>
    `This session is full: ${data.booked} of ${data.capacity} places are taken. Give a reason to book over the limit.`,
  SCHEDULE_CONFLICT: ({ data }) =>
    data.conflicts.length === 1
      ? 'This time is already taken.'
      : `This time is already taken, ${data.conflicts.length} times over.`,
  SERIES_CONFLICTS: ({ data }) =>
    data.dates.length === 1
      ? 'One date is already taken. Choose what to do about it.'
      : `${data.dates.length} dates are already taken. Choose what to do about each.`,
  CLASS_DEADLINES: () =>
    'The deadlines of this class would lie after its sessions. Change the deadlines first, in the class.',
  CLASS_ENROLLED: () =>
    'People are enrolled in this class, so it stays one series. Change all of its sessions, or this one alone.',
  SERIES_STATE: ({ data }) =>
    data.state === 'draft'
      ? 'This series is still a draft. Enable it first.'
      : data.state === 'ended'
        ? 'This series has ended and cannot be changed.'
        : 'This series is on the calendar already.',
  SESSION_NOT_OPEN: ({ data }) =>
    data.state === 'canceling'
      ? 'This session is being cancelled and cannot be changed.'
      : data.state === 'canceled'
        ? 'This session is cancelled and cannot be changed.'
        : data.state === 'deleted'
          ? 'This session is deleted. Recover it to change it.'
          : 'This session is saved and cannot be changed.',
  NOT_STARTED: () => 'This session has not started yet. It can be saved once it has.',
  CANCELLATION_NEEDED: ({ data }) =>
    data.bookings === 1
      ? 'One of these places is paid for. Cancel the session instead: the cancellation gives the money back.'
      : `${data.bookings} of these places are paid for. Cancel the session instead: the cancellation gives the money back.`,
  BOOKING_NOT_CANCELED: () =>
    'A cancelled session cannot have bookings that took place. Choose a cancelled status for each, or another status for the session.',
  TOO_MANY_SELECTED: ({ data }) =>
    `At most ${data.limit.toLocaleString('en')} sessions can be saved at once; ${data.count.toLocaleString('en')} are ticked. Nothing was changed: untick some and go on in parts.`,
  LAST_SHOWN_TYPE: () =>
    'One status at least has to stay, or no session could be saved. Show another one first.',
  CLASS_NOT_OPEN: () => 'Nobody can enrol here: this series is not a class, or not on the calendar.',
  CLASS_ONLY: () =>
    'This session belongs to a class that is sold as a whole. Enrol the client in the class, or give a reason for this one session.',
  CLASS_OVER: () => 'Nothing of this class is still to come that this person has no place in.',
  CLASS_FULL: ({ data }) =>
    `Nothing was booked: ${data.sessions.length === 1 ? 'one session is' : `${data.sessions.length} sessions are`} full (${data.sessions
      .slice(0, 3)
      .map(({ date, booked, capacity }) => `${date}: ${booked} of ${capacity}`)
      .join(', ')}${data.sessions.length > 3 ? ', …' : ''}). Give a reason to enrol over the limit.`,
  CLASS_IN_USE: ({ data }) =>
    `${data.enrolled === 1 ? 'One person is' : `${data.enrolled} people are`} enrolled. It stays a class until they have dropped.`,
  LATE_ENROLMENT: ({ data }) =>
    data.because === 'deadline'
      ? 'The enrolment deadline is past. Give a reason to enrol this client all the same.'
      : 'This class has begun and takes nobody late. Give a reason to enrol this client all the same.',
  ALREADY_ENROLLED: () => 'This participant is already enrolled in this class.',
  ENROLMENT_STATE: () => 'This enrolment was dropped already.',
  CUT_OFF_PASSED: ({ data }) =>
    data.what === 'cancel'
      ? 'The cut-off for cancelling this session has passed. Only an owner or admin may cancel it now.'
      : 'The cut-off for rescheduling this session has passed. Only an owner or admin may move it now.',
  OFFER_OPEN: () => 'The client is choosing a new time for this session already. See Waiting choices.',
  OFFER_CLOSED: ({ data }) =>
    ({
      chosen: 'A new time has been chosen already.',
      expired: 'The deadline has passed, and what was agreed for that case has been done.',
      withdrawn: 'This offer has been withdrawn.',
      overdue: 'The deadline has passed. Extend it first, or withdraw the offer.',
    })[data.state],
  ONE_CLIENT_NEEDED: ({ data }) =>
    data.clients === 0
      ? 'Nobody is booked, so nobody can choose. Choose the new time yourself.'
      : `${data.clients} clients are booked, and only one can choose. Choose the new time yourself.`,
  NO_MEETING_LINK: () => 'This session has no meeting link.',
  ALREADY_BOOKED: () => 'This participant already has a place in this session.',
  PREPAYMENT_NEEDED: ({ data }) =>
    data.mode === 'package'
      ? 'Session control asks for packages, and no package credit pays for this. Sell a package first.'
      : data.mode === 'threshold'
        ? 'The balance of this client is below the minimum that Session control asks for. Take a payment first.'
        : data.mayGoOn
          ? 'The available credit of this client does not cover this. Take a payment, or go on: your name is kept.'
          : 'The available credit of this client does not cover this. Take a payment first.',
  ALREADY_WAITING: () => 'This participant already waits for this session.',
  SESSION_NOT_FULL: ({ data }) =>
    data.free === 1
      ? 'One place is free, so nobody needs to wait: add a booking instead.'
      : `${data.free} places are free, so nobody needs to wait: add a booking instead.`,
  NO_FREE_PLACE: ({ data }) =>
    `No place is free: ${data.booked} of ${data.capacity} are taken. Cancel a booking or add places first.`,
  NOT_PROMOTED: ({ data }) => `No place was given: ${skipReasons[data.reason]}.`,
  MERGE_CONFLICTS: ({ data }) =>
    data.count === 1
      ? 'Both hold the same place once. Cancel one of the two, or keep it as a participant, then merge.'
      : `Both hold the same place ${data.count} times. Cancel one of each two, or keep them as participants, then merge.`,
  MERGE_BUSY: () =>
    'A cancellation or a refund of one of the two is still running. Nothing was merged; wait until it is done.',
  MERGE_SAME: () => 'These are the same client. Choose another one to merge with.',
  UNDO_NOT_POSSIBLE: ({ data }) =>
    ({
      too_late: 'This was done more than ten minutes ago and can no longer be taken back here.',
      done: 'This was taken back already.',
      not_yours: 'Only who did this can take it back.',
      changed: 'Somebody has changed this since; nothing was taken back.',
      told: 'The clients have been told already, so nothing was taken back. Move it once more instead.',
    })[data.reason],
  FUNDING_MISMATCH: () => 'The payments do not add up to the price.',
  LOT_OVER: ({ data }) =>
    `The last day of the package ${data.lot} is ${data.expiredOn}. Extend it first: Accounting, Packages.`,
  LOT_HELD: ({ data }) =>
    `The package ${data.lot} is on hold from ${data.heldFrom} ${data.heldTo === null ? 'until it is released' : `to ${data.heldTo}`}. Release it first: Accounting, Packages.`,
  LOT_TOUCHED: ({ data }) =>
    `Sessions of ${data.lot} were used, moved or have expired. Only a package as it was sold can be taken back.`,
  TOO_FEW_CREDITS: ({ data }) =>
    data.left === 0 ? 'No credit of this package is left.' : `Only ${data.left} of these credits are left.`,
  NO_CREDIT_LEFT: ({ data }) => `${data.lot} has no credit left.`,
  LOT_NOT_ELIGIBLE: ({ data }) =>
    `${data.lot} cannot pay for this session: wrong service, or it expires before.`,
  NOTHING_TAKEN: () => 'Give at least one amount above zero.',
  AMOUNT_TOO_LARGE: () => 'This is more than can be taken at once.',
  CASH_TOO_LITTLE: () => 'The cash given is less than the amount to take.',
  MORE_THAN_DUE: () => 'The amounts are more than what is due. Lower one of them.',
  NOTHING_DUE: () => 'Nothing is due for it any more: it was paid, saved or cancelled meanwhile.',
  DUE_CHANGED: () => 'What is due has changed meanwhile. Nothing was taken: look at the amounts again.',
  OWED_CHANGED: ({ data }) =>
    data.owedMinor === 0
      ? 'Nothing is owed on the balance any more: it was paid meanwhile, perhaps at another desk. Nothing was taken.'
      : 'Another sum is owed on the balance meanwhile. Nothing was taken: look at the amounts again.',
  NOT_VOIDABLE: ({ data }) =>
    ({
      role: 'Only an owner or admin may void a payment.',
      day: 'Only payments of today can be voided. Refund it instead.',
      card: 'A card payment has moved money. Refund it instead.',
      refunded: 'Part of this payment was refunded. Refund the rest instead.',
      voided: 'This payment is void already.',
    })[data.reason],
  REFUND_BEYOND_BALANCE: () =>
    'The client does not have all of this money any more: it was used or moved since. Look at the sum again, and agree to it or give less back.',
  REFUND_ABOVE_LEFT: ({ data }) =>
    data.leftMinor === 0
      ? 'Nothing is left of this payment to refund.'
      : 'This is more than is left of the payment. Lower the amount.',
  REFUND_WAY: ({ data }) =>
    data.method === 'card'
      ? 'A card payment goes back to its card, or stays as account credit.'
      : 'This payment was not made by card. Give it back in cash, or as account credit.',
  REFUND_NOT_MADE: () => 'This refund was not made, so there is no receipt for it.',
  NO_EMAIL: () => 'This client has no e-mail address. Print it, or add the address.',
  TILL_OPEN: () => 'A till is open already.',
  TILL_CLOSED: () => 'This till is closed. Open the till first.',
  TILL_CHANGED: () => 'Cash came or went meanwhile. Compare your count with the new amount.',
  NOT_ENOUGH_CREDIT: ({ data }) =>
    data.creditMinor === 0
      ? 'The account has no credit left.'
      : 'The account has less credit than that. Lower the amount.',
  CARD_REFERENCE_NEEDED: () => 'Give the payment reference of the card payment.',
  CARD_PAYMENT_UNKNOWN: ({ data }) =>
    `The payment provider does not know ${data.reference}, or its amount is different.`,
  PROVIDER_UNAVAILABLE: () => 'The payment provider cannot be reached just now. Try again later.',
  KEY_REFUSED: ({ data }) =>
    ({
      format: 'This does not look like a restricted or secret key.',
      not_accepted: 'The payment provider does not accept this key.',
      no_key_store: 'This system has no safe place for keys, so the key was not kept.',
      test_runtime: 'This is a test runtime of the app. It takes no live keys.',
      lacks_rights: `The key lacks these rights: ${rightsText(data.missing ?? [])}. Give them to it at the provider, then check it again.`,
    })[data.reason],
  NO_CARD_ON_FILE: () => 'This client has no card on file. Send a link to leave one.',
  CARDS_NOT_ALLOWED: ({ data }) =>
    `The key lacks these rights: ${rightsText(data.missing)}. An owner can enter a new one under Settings, Payments.`,
  CARD_LINK_STATE: ({ data }) =>
    `This link is ${data.state === 'completed' ? 'used already' : data.state === 'open' ? 'still open' : 'over'}. Send a new one.`,
  NOTHING_SELECTED: () => 'Nothing is selected. Tick at least one session.',
  ALREADY_IN_PROCESS: ({ data }) =>
    `A job is already at work on these sessions (job ${[...new Set(data.sessions.map(({ jobId }) => jobId))].join(', ')}). Nothing was changed. Try again when it has ended.`,
  OUTSIDE_CLOSURE: ({ data }) =>
    data.sessions === 1
      ? 'One of the ticked sessions does not lie inside the closure any more. Nothing was cancelled: untick it, then press the button again.'
      : `${data.sessions} of the ticked sessions do not lie inside the closure any more. Nothing was cancelled: untick them, then press the button again.`,
  PLAN_CHANGED: () =>
    'Bookings or payments changed since you looked. Nothing was cancelled: check the new totals and confirm again.',
  TYPED_TOTAL_WRONG: () => 'The typed total is not the refund total.',
  SECOND_PERSON_NEEDED: () =>
    'So much money on one day needs a second owner or admin, who confirms with their own PIN.',
  REFUND_LIMIT: () =>
    'The refund total, with what you have submitted today, is over the limit of your role. Select fewer sessions, or ask an admin.',
  NOTHING_TO_PAY: ({ data }) =>
    data.amountMinor < 0
      ? 'More was taken back here than is due. Nothing is paid: it lowers the next payout.'
      : 'Nothing is due here, so there is nothing to mark as paid.',
  PAYOUT_CHANGED: () =>
    'These wages changed since you looked. Nothing was marked as paid: check the new total and confirm again.',
  PAYOUT_UNDONE: () => 'This payout was undone already.',
  PAYOUT_RECOVERED: ({ data }) =>
    `Payout ${data.payoutId} has taken off what was taken back of this one. Undo that one first.`,
  ALREADY_REVERSED: () =>
    'This entry was reversed already, or is a reversal itself. Make a new entry instead.',
  PAYER_REFUSED: ({ data }) =>
    ({
      self: 'Nobody is their own payer. Choose somebody else, or nobody.',
      is_member: 'Somebody else pays for this payer already. Choose that one, or part them first.',
      has_members: 'This client pays for others, so nobody can pay for this client. Part them first.',
    })[data.reason],
  MERGE_FAMILIES: () =>
    'One of the two pays for a family while somebody else pays for the other. Part them from their payer or members first.',
  NOT_ONE_FAMILY: () =>
    'Balance can be moved only between clients of one family. Set who pays for them first.',
  TRANSFER_LIMIT: () => 'This is more than the client has with you that pays for nothing. Move less.',
  DECISION_MADE: ({ data }) =>
    data.state === 'confirmed'
      ? 'Somebody has confirmed these sessions already.'
      : 'Somebody has cancelled these sessions already.',
  JOB_OF_BOOKINGS: () =>
    'These bookings are cancelled already; only their refunds are still to be sent. Pause holds those back. To give a place back, add the booking again.',
  JOB_STATE: ({ data }) => `The job is ${thing(data.state)} now, so this is not possible.`,
  TASK_DONE: () => 'Someone has already solved this.',
  RESOLUTION_NOT_POSSIBLE: () =>
    'This cannot be solved in that way now. Look at its steps, then choose another.',
  MAIL_NOT_CONFIGURED: () => 'Mail is not set up yet. Set it up in Settings, Messages.',
  MAIL_REFUSED: ({ data }) => `The mail server refused: ${data.detail}`,
  FILE_NOT_READABLE: ({ data }) => `This file cannot be read: ${thing(data.reason)}.`,
  IMPORT_RUNNING: () => 'A file is being imported already. Wait until it is done, then import this one.',
  IMPORT_TOUCHED: ({ data }) =>
    `${data.rows} imported rows have been used since, so the import cannot be taken back.`,
  PDF_NOT_MADE: ({ data }) =>
    data.reason === 'busy'
      ? 'Many PDFs are being made just now. Try again in a minute.'
      : 'The PDF could not be made. Print the page instead, or choose fewer days.',
  SAVE_FAILED: ({ data }) => `The file could not be saved: ${thing(data.reason)}. Choose another place.`,
  INVOICE_STATE: ({ data }) =>
    data.state === 'draft'
      ? 'This invoice is a draft: issue it first.'
      : data.state === 'sent'
        ? 'This invoice has its number and cannot be changed any more. Credit it, or void it.'
        : 'This invoice is void.',
  INVOICE_PAID: () =>
    'This invoice is paid, so it cannot be voided, paid or reminded of. Refund its payment first, or credit part of it.',
  INVOICE_EMPTY: () => 'There is nothing on this invoice. Tick a session or add a line.',
  SCHEDULED_NOT_INVOICED: () =>
    'Clients pay with packages here, so sessions to come are not invoiced. Choose completed sessions, or write a line of your own.',
  LINE_STILL_OPEN: () =>
    'This session is not saved yet. Cancel the booking or save it for less: its credit note follows by itself.',
  PAYMENT_NOT_FREE: () =>
    'Less of this payment is free by now. Look at it again, then choose a lower amount.',
  PAYMENT_OF_ANOTHER: () => 'This payment belongs to another client.',
  BACKUP_BAD: ({ data }) => `This backup cannot be used: ${thing(data.reason)}.`,
  STORAGE_UNAVAILABLE: ({ data }) => storageSentences[data.reason],
  UNEXPECTED: ({ data }) =>
    `Something went wrong that should not. It is in the log under ${data.reference}. Nothing was changed; try again.`,
};

const storageSentences = {
  busy: 'Another program holds the database, perhaps a virus scanner or a backup. Nothing was changed; try again in a moment.',
  full: 'The disk is full. Nothing was changed: free some space, then try again.',
  read_only:
    'The database cannot be written to just now. Nothing was changed; check the folder’s rights, then try again.',
  failing: 'The disk reported a fault. Nothing was changed. Make a backup to another disk before you go on.',
} as const;

/** The sentence for a failure. */
export function errorSentence(error: EngineError): string {
  // Each sentence takes exactly the error that its key names.
  const sentence = errorSentences[error.code] as Sentence<EngineError['code']>;
  return sentence(error);
}

/** `out_of_space` → "out of space": words of the wire as words of a sentence. */
function thing(word: string): string {
  return word.replaceAll('_', ' ').toLowerCase();
}
