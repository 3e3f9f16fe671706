/** "R-000012", "RR-000003": the number as it stands on paper, in lists and in file names. */
export function receiptNumber(kind: 'receipt' | 'refund_receipt', number: number): string {
  return `${kind === 'receipt' ? 'R' : 'RR'}-${String(number).padStart(6, '0')}`;
}
