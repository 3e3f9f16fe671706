import {
  IconFileInvoice,
  IconCash,
  IconCashRegister,
  IconCoins,
  IconCreditCardOff,
  IconLink,
  IconPackage,
  IconReceipt,
  IconReceiptRefund,
  IconRepeat,
  type TablerIcon,
} from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { Role } from '#contract/desktop/fields.ts';
import { useSignedIn } from '#renderer/api/signed-in.ts';
import { accountingTabs as words } from '#renderer/messages/accounting.ts';

export interface AccountingTab {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly to: NonNullable<LinkProps['to']>;
  /** Whose menu shows it; the engine decides what they may do there. */
  readonly roles: readonly Role[];
}

const AT_DESK: readonly Role[] = ['owner', 'admin', 'staff'];

/** The tabs of Accounting, from the left: Payments, Invoices, Auto invoices, Packages, Wages, Till, then what waits for a person. */
const ACCOUNTING_TABS: readonly AccountingTab[] = [
  { label: words.payments, icon: IconReceipt, to: '/accounting/payments', roles: AT_DESK },
  { label: words.invoices, icon: IconFileInvoice, to: '/accounting/invoices', roles: AT_DESK },
  { label: words.autoInvoices, icon: IconRepeat, to: '/accounting/auto-invoices', roles: AT_DESK },
  { label: words.packages, icon: IconPackage, to: '/accounting/packages', roles: AT_DESK },
  { label: words.wages, icon: IconCoins, to: '/accounting/wages', roles: ['owner', 'admin', 'practitioner'] },
  { label: words.till, icon: IconCashRegister, to: '/accounting/till', roles: AT_DESK },
  { label: words.stuckRefunds, icon: IconReceiptRefund, to: '/accounting/stuck-refunds', roles: AT_DESK },
  { label: words.cardLinks, icon: IconLink, to: '/accounting/card-links', roles: AT_DESK },
  { label: words.cardProblems, icon: IconCreditCardOff, to: '/accounting/card-problems', roles: AT_DESK },
  { label: words.cashDue, icon: IconCash, to: '/accounting/cash-due', roles: AT_DESK },
];

/** The tabs the signed-in person may see; none = no Accounting in the menu. */
export function useAccountingTabs(): readonly AccountingTab[] {
  const { role } = useSignedIn();
  return ACCOUNTING_TABS.filter(({ roles }) => roles.includes(role));
}
