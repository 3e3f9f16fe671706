import type { TaskRow } from '#contract/desktop/task.ts';
import { declineReason, disputeReason } from './cards.ts';
import { counted, type Say } from './say.ts';
import { failureWords, settledWords } from './refunds.ts';
import { leftoverWords } from './undo-job.ts';

export type TaskAction = TaskRow['actions'][number];

export const taskLists = {
  stuck_refund: {
    title: 'Stuck refunds',
    intro: 'Money that should have gone back and has not. The oldest come first.',
    emptyTitle: 'No stuck refunds',
    emptyText: 'Every refund has gone through or is on its way.',
  },
  cash_due: {
    title: 'Cash due',
    intro: 'Money to hand out at the desk. Press Paid out when the client has it.',
    emptyTitle: 'No cash due',
    emptyText: 'Nobody is waiting for cash.',
  },
  cards: {
    title: 'Card problems',
    intro: 'Declined cards, charges that are in doubt, and disputes. The oldest come first.',
    emptyTitle: 'No card problems',
    emptyText: 'Every charge has an end, and nobody disputes a payment.',
  },
  undo_leftover: {
    title: 'Undo leftovers',
    intro: 'What an undo could not bring back. Solve it with the client, then mark it as done.',
    emptyTitle: 'No leftovers',
    emptyText: 'No undo has left anything behind.',
  },
} as const;

export const tasks = {
  open: 'Open',
  done: 'Solved',
  state: 'Open or solved',
  noneSolved: 'Nothing has been solved yet',
  /** Nobody in the books. */
  unknownClient: 'Unknown client',
  actionsFor: (client: string) => `What to do for ${client || 'an unknown client'}`,
  columns: {
    age: 'Age',
    client: 'Client',
    what: 'What happened',
    amount: 'Amount',
    actions: 'What to do',
    resolution: 'Solved',
  },
  total: (say: Say, n: number, amountMinor: number) =>
    amountMinor > 0
      ? `${counted(say, n, 'entry', 'entries')}, ${say.money(amountMinor)}`
      : counted(say, n, 'entry', 'entries'),
  ageDays: (say: Say, days: number) => (days < 1 ? 'today' : counted(say, days, 'day')),
  noPhone: 'No phone number',
  forSession: (title: string, day: string) => (title === '' ? day : `${title}, ${day}`),
  job: (id: number) => `Job ${id}`,
  older: 'Show more',
  cancel: 'Leave as it is',
  note: 'Note',
  noteHint: {
    outside: 'How and when it was refunded',
    paid_out: 'Receipt number, or who took it',
    done: 'What was agreed',
  },
  noteMissing: 'Say how and when it was refunded.',
  resolvedBy: (say: Say, how: string, by: string, at: number) => `${how}, ${by}, ${say.instant(at)}`,
} as const;

export const taskActionNames: Readonly<Record<TaskAction, string>> = {
  look_up: 'Look up',
  retry: 'Retry',
  account_credit: 'Account credit',
  cash: 'Pay cash',
  outside: 'Refunded outside',
  paid_out: 'Paid out',
  done: 'Done',
};

/** Who, how much and what can't be undone, above the button that does it. */
export function taskConsequence(action: TaskAction, task: TaskRow, say: Say): string {
  const money = say.money(task.amountMinor);
  switch (action) {
    case 'look_up':
      return 'Asks the card processor what became of it. Moves no money.';
    case 'retry':
      return `Sends ${money} to ${task.client}’s card again, as a new refund. It is only offered because the first one was definitely refused. A sent card refund can’t be undone.`;
    case 'account_credit':
      return task.kind === 'cash_due'
        ? `Adds ${money} to ${task.client}’s balance instead of handing out cash.`
        : `Adds ${money} to ${task.client}’s balance instead of refunding the card. The card refund is not sent any more.`;
    case 'cash':
      return `Puts ${money} for ${task.client} on the Cash due list instead of refunding the card. The card refund is not sent any more.`;
    case 'outside':
      return `Records that ${task.client} got ${money} back outside Callboard (for example in the card processor’s own pages). Nothing is sent.`;
    case 'paid_out':
      return `Records that ${task.client} has been handed ${money} in cash. The cash drawer goes down by it.`;
    case 'done':
      return `Marks this as solved${task.client === '' ? '' : ` for ${task.client}`}. Nothing is sent and no money moves.`;
    default:
      return action satisfies never;
  }
}

/** What the toast says when it worked. */
export function taskDoneWords(action: TaskAction, task: TaskRow, say: Say): string {
  const money = say.money(task.amountMinor);
  switch (action) {
    case 'look_up':
      return `The card processor is being asked about ${task.client}’s refund.`;
    case 'retry':
      return `${money} is on its way to ${task.client}’s card.`;
    case 'account_credit':
      return `${money} is on ${task.client}’s balance.`;
    case 'cash':
      return `${money} for ${task.client} is on the Cash due list.`;
    case 'outside':
      return `Noted: ${task.client} got ${money} outside Callboard.`;
    case 'paid_out':
      return `Noted: ${task.client} was handed ${money}.`;
    case 'done':
      return `Solved: ${task.client || tasks.unknownClient}.`;
    default:
      return action satisfies never;
  }
}

const CASH_PROMISED = 'A refund at the desk is to be handed out in cash.';

const taskCodes: Readonly<Record<string, string>> = {
  FAILED: 'The refund failed.',
  FAILED_LATE: 'The refund had gone through, but the bank sent the money back.',
  REFUSED: 'The card processor refused the refund.',
  DISPUTED:
    'The client disputes the payment with their bank, so it can’t be refunded. If the studio loses the dispute, the bank has paid the client: give nothing on top.',
  KEY_CONFLICT: failureWords('key_conflict'),
  REQUIRES_ACTION: failureWords('requires_action'),
  PENDING_TOO_LONG: 'The refund has been on its way for more than five days.',
  UNKNOWN:
    'The card processor gave no clear answer for several days. Look it up there before giving the money another way.',
  PAYMENT_NOT_FOUND: failureWords('payment_not_found'),
  REFUNDED_OUTSIDE: 'The payment was refunded outside Callboard, but not with this amount.',
  ENGINE_TROUBLE:
    'Callboard met a fault of its own while it recorded what became of this refund. Look up what the provider has, then decide.',
  OTHER_PROVIDER:
    'The payment was taken with another card processor than the one that is set up now, so the refund can’t be sent from here. Refund it there, or give it another way.',
  CASH_DUE: 'A payment for a cancelled session is to be handed out in cash.',
};

/** Why a refund is stuck, in words: the desk's code for it, or the processor's. */
export function stuckWords(code: string): string {
  return taskCodes[code.toUpperCase()] ?? failureWords(code);
}

/** What happened, in words, for one row. */
export function taskWords(task: TaskRow): string {
  const leftover = task.code.toLowerCase().replace(/^undo_/, '');
  if (task.kind === 'undo_leftover' && isLeftover(leftover)) return leftoverWords[leftover];
  const code = task.code.toUpperCase();
  // A refund at the desk has no job behind it.
  const known = code === 'CASH_DUE' && task.jobId === null ? CASH_PROMISED : taskCodes[code];
  const why = task.failureCode === null || task.failureCode === '' ? '' : failureWords(task.failureCode);
  const parts = [known ?? '', why === known || code === 'DISPUTED' ? '' : why].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : failureWords(task.code);
}

/** What happened to a charge or a payment by card; null for every other task. */
export function cardTaskWords({ kind, code, reason, dueAt }: TaskRow, say: Say): string | null {
  if (kind === 'card_declined')
    return `The card was not charged: ${declineReason(reason)}. Ask the client for another card, or send a payment link.`;
  if (kind === 'charge_unclear' && code === 'PAYER_UNKNOWN') return payerUnknown(reason);
  if (kind === 'charge_unclear') return unclearCodes[code] ?? unclearCodes['UNKNOWN'] ?? code;
  if (kind !== 'dispute') return null;
  const why = disputeReason(reason);
  if (code === 'DISPUTE_LOST')
    return `The dispute is lost (${why}): the bank has paid the client back, and the books show the loss. If the client is to owe it again, correct their balance by as much.`;
  const until = dueAt === null ? '' : ` Answer it in the processor’s pages until ${say.instant(dueAt)}.`;
  return code === 'INQUIRY'
    ? `The bank asks about this payment (${why}). No money has been taken.${until}`
    : `The client disputes this payment (${why}), and the bank has taken the money back for now.${until}`;
}

const payerUnknown = (payment: string): string =>
  `The card processor has a payment (${payment}) that was charged after the restored backup was made, from a client whom these books do not know. Look up there who it was, then record it with Take payment, or refund it there.`;

const unclearCodes: Readonly<Record<string, string>> = {
  UNKNOWN:
    'The card processor gave no clear answer for several days. Look it up; until it is clear, do not take the money another way.',
  PROCESSING_TOO_LONG: 'The bank has not decided about this charge for more than five days.',
  AMOUNT_DIFFERS:
    'The card processor has charged another amount than was asked for. Compare it with its pages.',
  KEY_CONFLICT:
    'The card processor says that this charge was asked for differently before. Nothing is sent any more; compare it with its pages.',
  NOT_FOUND: 'The card processor does not know the client or the charge any more.',
  NOT_LET_GO: 'The charge waits for the client at the bank, and could not be let go of.',
  OTHER_PROVIDER: 'The card lies with another processor than the one that is set up now.',
  ENGINE_TROUBLE:
    'Callboard met a fault of its own while it recorded this charge. Look up what the provider has, then decide.',
};

const resolutions: Readonly<Record<string, string>> = {
  retry: 'Sent again',
  look_up: 'Looked up',
  account_credit: 'Given as account credit',
  cash: 'Moved to Cash due',
  outside: 'Refunded outside',
  paid_out: 'Paid out',
  done: 'Done',
};
export const resolutionWords = (resolution: string): string =>
  resolutions[resolution] ??
  (resolution in { card: 1 } ? settledWords(resolution) : resolution.replaceAll('_', ' '));

function isLeftover(code: string): code is keyof typeof leftoverWords {
  return code in leftoverWords;
}
