/** Words of a client's balance: statement, corrections, family and what moves within it. */
export const balanceWords = {
  account: 'Account',
  statement: 'Statement',
  correct: 'Correct balance',
  move: 'Move balance',
  payer: 'Paid for by',
  payerHint: 'Nobody: this client pays',
  payerNothing: 'Nobody fits',
  payerDescription: 'A family has one payer; balance can be moved within it.',
  family: 'Family',
  isPayer: 'pays',
  familyTotal: 'Family total',
  entries: 'Corrections and transfers',

  correctTitle: (name: string) => `Correct the balance of ${name}`,
  direction: 'Direction',
  directions: { plus: 'Give', minus: 'Take' },
  amount: 'Amount',
  reason: 'Reason',
  reasonHint: 'It stands on the client’s statement.',
  correctConsequence: (name: string, after: string) =>
    `The balance of ${name} will be ${after}. Nothing is paid or refunded; the entry stays, and only an opposite one takes it back.`,
  saveCorrection: 'Save correction',
  corrected: (amount: string) => `Balance corrected by ${amount}`,
  correction: 'Correction',
  correctionReversal: 'Correction reversed',

  moveTitle: 'Move balance within the family',
  from: 'From',
  to: 'To',
  moveReasonHint: 'Optional. It stands on both statements.',
  moveConsequence: (amount: string, from: string, fromAfter: string, to: string, toAfter: string) =>
    `${amount} moves from ${from} (then ${fromAfter}) to ${to} (then ${toAfter}).`,
  moveSame: 'Choose two different clients.',
  moveTooMuch: (balance: string) => `There is only ${balance}.`,
  saveMove: 'Move balance',
  moved: (amount: string, to: string) => `${amount} moved to ${to}`,
  movedTo: (name: string) => `Moved to ${name}`,
  movedFrom: (name: string) => `Moved from ${name}`,
  back: (what: string) => `Taken back: ${what}`,

  reverse: 'Reverse',
  reverseOf: (what: string, amount: string) => `Reverse ${what.toLowerCase()} of ${amount}`,
  isReversed: 'reversed',
  reverseTitle: 'Reverse this entry?',
  reverseConsequence: (amount: string) =>
    `An opposite entry of ${amount} is booked today. Both stay on the statement.`,
  reversed: 'Reversed by an opposite entry',

  firstDay: 'First day',
  lastDay: 'Last day',
  send: 'Send by e-mail',
  sendTitle: 'Send this statement?',
  sendConsequence: (name: string, address: string) =>
    `${name} gets it as a PDF at ${address}. The message is in the outbox at once.`,
  sent: (address: string) => `Statement on its way to ${address}`,
  showsFamily: 'With the family’s balances',
} as const;
