import type { MessageRow } from '#contract/desktop/message.ts';
import { counted, type Say } from './say.ts';

export const messageStateNames: Readonly<Record<MessageRow['state'], string>> = {
  queued: 'To send',
  sending: 'Being sent',
  sent: 'Sent',
  unsent: 'Unsent',
  failed: 'Failed',
  withdrawn: 'Withdrawn',
};

export const messageKindNames: Readonly<Record<MessageRow['kind'], string>> = {
  session_canceled: 'Session cancelled',
  refund_failed: 'Refund came back',
  session_restored: 'Session takes place again',
  session_notice: 'Notice about a session',
  session_confirmed: 'Session takes place',
  session_moved: 'Session moved',
  series_changed: 'Series changed',
  reschedule_offer: 'New time to choose',
  reschedule_done: 'New time chosen',
  waitlist_promoted: 'Place from the waitlist',
  class_enrolled: 'Enrolled in a class',
  class_dropped: 'Dropped from a class',
  receipt: 'Receipt',
  refund_receipt: 'Refund receipt',
  invoice: 'Invoice',
  invoice_reminder: 'Reminder of an invoice',
  credit_note: 'Credit note',
  payment_link: 'Payment link',
  card_setup: 'Link to leave a card',
  statement: 'Statement',
  package_expiring: 'Package expires soon',
  package_expired: 'Package expired',
  card_declined: 'Card declined',
};

const UNREACHABLE = 'The mail server can’t be reached. It is tried again by itself for a while.';

const reasons: Readonly<Record<string, string>> = {
  mail_not_configured: 'Mail is not set up. Fill in Settings → Messages, then press Retry.',
  no_address: 'The client has no e-mail address. Call them, or add an address and press Retry.',
  document_missing: 'The document that goes with it is not there any more.',
  mail_address_invalid: 'Mail cannot go to this address. Correct it with the client.',
  no_answer: 'The mail server did not answer. It is tried again by itself for a while.',
  econnection: UNREACHABLE,
  esocket: UNREACHABLE,
  edns: UNREACHABLE,
  etimedout: 'The mail server did not answer in time. It is tried again by itself for a while.',
  eauth: 'The mail server refuses the user name or password in Settings → Messages.',
  etls: 'The connection to the mail server could not be made safe. Check the encryption in Settings → Messages.',
  eenvelope: 'The mail server refused the address. Check it with the client.',
};

/**
 * Why a message has not gone out, in words. The codes of the mail library may end in the server's own (`EAUTH_535`); one nobody foresaw
 * is shown as it came.
 */
export function messageReason(code: string): string {
  const name = code.toLowerCase().replace(/_\d{3}$/, '');
  return code === '' ? '' : (reasons[name] ?? `The mail server answered “${code.replaceAll('_', ' ')}”.`);
}

export const outbox = {
  title: 'Outbox',
  intro: 'What clients are told, and what became of it.',
  filter: 'State',
  everyone: 'Messages of all clients',
  all: 'All',
  columns: { to: 'To', subject: 'Subject', state: 'State', at: 'Made' },
  empty: 'No messages',
  emptyText: 'Messages to clients appear here when sessions are cancelled.',
  emptyFiltered: 'No message is in this state.',
  readingPane: 'Message',
  choose: 'Choose a message to read it.',
  to: 'To',
  noAddress: 'no e-mail address',
  made: 'Made',
  sentAt: 'Sent',
  attempts: 'Attempts',
  about: 'About',
  retry: 'Retry',
  withdraw: 'Withdraw',
  retryAll: (say: Say, n: number) => `Retry all ${say.number(n)}`,
  retryConsequence: (name: string, address: string) =>
    `Sends this message to ${name}, ${address}. A sent e-mail can’t be taken back.`,
  retryAllConsequence: (say: Say, n: number) =>
    `Sends ${counted(say, n, 'message')} again. A sent e-mail can’t be taken back.`,
  withdrawConsequence: (name: string) =>
    `This message will not be sent to ${name}. It stays here as withdrawn.`,
  queued: (say: Say, n: number) =>
    n === 0 ? 'Nothing could be queued again.' : `${counted(say, n, 'message')} will be sent.`,
  withdrawn: (say: Say, n: number) =>
    n === 0 ? 'Too late: it had already gone out.' : `${counted(say, n, 'message')} withdrawn.`,
  cancel: 'Leave as it is',
  job: (id: number) => `Job ${id}`,
} as const;
