import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { type AccountSearch, accountSearch } from './account-search.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { root } from './root-route.ts';

const accounting = createRoute({
  getParentRoute: () => root,
  path: '/accounting',
  component: lazyRouteComponent(
    () => import('#renderer/features/accounting/accounting-frame.tsx'),
    'AccountingFrame',
  ),
});

const tasksScreen = () => import('#renderer/features/tasks/tasks-screen.tsx');

const packagesScreen = () => import('#renderer/features/packages/packages-screen.tsx');

/** A screen under Accounting's tabs. Each has its line here and one in features/accounting/accounting-tabs.ts. */
const tab = <const Path extends string>(path: Path, screen: () => Promise<ComponentType>) =>
  createRoute({
    getParentRoute: () => accounting,
    path,
    component: lazyRouteComponent(async () => ({ Screen: await screen() }), 'Screen'),
  });

const first = createRoute({
  getParentRoute: () => accounting,
  path: '/',
  component: lazyRouteComponent(
    () => import('#renderer/features/accounting/accounting-frame.tsx'),
    'FirstTab',
  ),
});

const wages = createRoute({
  getParentRoute: () => accounting,
  path: '/wages',
  validateSearch: (search: Record<string, unknown>): AccountSearch => accountSearch(search),
  component: lazyRouteComponent(() => import('#renderer/features/wages/wages-screen.tsx'), 'WagesScreen'),
});

const invoices = createRoute({
  getParentRoute: () => accounting,
  path: '/invoices',
  /** `of`: only this client's. `bill`: begins a new one for this client. (`client` opens the client's panel.) */
  validateSearch: (
    search: Record<string, unknown>,
  ): { readonly of?: ClientId; readonly bill?: ClientId } => ({
    ...(isClient(search['of']) ? { of: search['of'] } : {}),
    ...(isClient(search['bill']) ? { bill: search['bill'] } : {}),
  }),
  component: lazyRouteComponent(
    () => import('#renderer/features/invoices/invoices-screen.tsx'),
    'InvoicesScreen',
  ),
});

const isClient = (value: unknown): value is ClientId => Number.isSafeInteger(value) && Number(value) > 0;

/** Accounting and its tabs. */
export const accountingRoutes = accounting.addChildren([
  first,
  tab('/packages', async () => (await packagesScreen()).PackagesScreen),
  tab(
    '/packages/liability',
    async () => (await import('#renderer/features/packages/liability-screen.tsx')).LiabilityScreen,
  ),
  wages,
  invoices,
  tab('/invoices/$invoiceId', async () => {
    const { InvoiceScreen } = await import('#renderer/features/invoices/invoice-screen.tsx');
    return InvoiceScreen;
  }),
  tab('/auto-invoices', async () => {
    const { AutoSettingScreen } = await import('#renderer/features/auto-invoice/auto-setting-screen.tsx');
    return AutoSettingScreen;
  }),
  tab('/auto-invoices/history', async () => {
    const { AutoHistoryScreen } = await import('#renderer/features/auto-invoice/auto-history-screen.tsx');
    return AutoHistoryScreen;
  }),
  tab('/auto-invoices/history/$runId', async () => {
    const { RunScreen } = await import('#renderer/features/auto-invoice/run-screen.tsx');
    return RunScreen;
  }),
  tab('/auto-invoices/unbilled', async () => {
    const { UnbilledScreen } = await import('#renderer/features/auto-invoice/unbilled-screen.tsx');
    return UnbilledScreen;
  }),
  tab(
    '/payments',
    async () => (await import('#renderer/features/payments/payments-screen.tsx')).PaymentsScreen,
  ),
  tab('/till', async () => (await import('#renderer/features/till/till-screen.tsx')).TillScreen),
  tab('/stuck-refunds', async () => {
    const { TasksScreen } = await tasksScreen();
    return () => <TasksScreen kind="stuck_refund" />;
  }),
  tab('/cash-due', async () => {
    const { TasksScreen } = await tasksScreen();
    return () => <TasksScreen kind="cash_due" />;
  }),
  tab('/card-links', async () => {
    const { CardLinksScreen } = await import('#renderer/features/accounting/card-links-screen.tsx');
    return CardLinksScreen;
  }),
  tab('/card-problems', async () => {
    const { TasksScreen } = await tasksScreen();
    return () => <TasksScreen kind="cards" />;
  }),
]);
