import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { type AccountSearch, accountSearch } from './account-search.ts';
import { root } from './root-route.ts';

const validateSearch = (search: Record<string, unknown>): AccountSearch => accountSearch(search);

const wageStatement = createRoute({
  getParentRoute: () => root,
  path: '/wages/statement',
  validateSearch,
  component: lazyRouteComponent(
    () => import('#renderer/features/wages/wage-statement-screen.tsx'),
    'WageStatementScreen',
  ),
});

const clientStatement = createRoute({
  getParentRoute: () => root,
  path: '/clients/statement',
  validateSearch,
  component: lazyRouteComponent(
    () => import('#renderer/features/clients/statement-screen.tsx'),
    'StatementScreen',
  ),
});

/** Statements to print: a practitioner's wages, a client's account. */
export const statementRoutes = [wageStatement, clientStatement] as const;
