import type { Migration } from '../migration.ts';
import { keptBalances } from './0140-money/kept-balances.ts';
import { rebuiltForMoney } from './0140-money/rebuilt.ts';

/** What selling, charging, invoicing and paying build on: days and kept balances of the ledger, and longer lists of words. */
export const moneyStep: Migration = {
  version: 140,
  name: 'money',
  sql: [rebuiltForMoney, keptBalances].join('\n'),
};
