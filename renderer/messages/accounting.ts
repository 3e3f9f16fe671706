/** The tabs of Accounting, as the menu, the palette and the screens name them. */
export const accountingTabs = {
  title: 'Accounting',
  tabs: 'Accounting',
  payments: 'Payments',
  invoices: 'Invoices',
  autoInvoices: 'Auto invoices',
  packages: 'Packages',
  wages: 'Wages',
  till: 'Till',
  stuckRefunds: 'Stuck refunds',
  cashDue: 'Cash due',
  cardProblems: 'Card problems',
  cardLinks: 'Card links',
} as const;
