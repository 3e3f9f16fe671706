/** Heads of a file of the rows of one figure, and of the journal; amounts of the journal are debits, negative ones credits. */
export const ROW_HEADS: readonly string[] = [
  'Day',
  'What',
  'Account',
  'Client',
  'Session',
  'Session date',
  'Start',
  'Payment',
  'Ledger transaction',
  'Amount',
];
