import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { type AccountSearch, accountSearch } from './account-search.ts';
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

/** Accounting and its tabs. */
export const accountingRoutes = accounting.addChildren([
  first,
  tab('/packages', async () => (await packagesScreen()).PackagesScreen),
  tab(
    '/packages/liability',
    async () => (await import('#renderer/features/packages/liability-screen.tsx')).LiabilityScreen,
  ),
  wages,
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
  tab('/card-problems', async () => {
    const { TasksScreen } = await tasksScreen();
    return () => <TasksScreen kind="cards" />;
  }),
]);
