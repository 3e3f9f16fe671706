import { createHashHistory, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ClientId, LocationId, SessionId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { CalendarScreen } from '#renderer/features/calendar/calendar-screen.tsx';
import { reportSearch } from '#renderer/features/reports/report-search.ts';
import { FaultState } from '#renderer/ui/states.tsx';
import { accountingRoutes } from './accounting-routes.tsx';
import { statementRoutes } from './statement-routes.tsx';
import { isDay, isId, root } from './root-route.ts';

/** The place lives after the `#`, which works from a file of the app and from any host alike. */

const calendar = createRoute({ getParentRoute: () => root, path: '/', component: CalendarScreen });

const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  component: lazyRouteComponent(
    () => import('#renderer/features/sessions/sessions-screen.tsx'),
    'SessionsScreen',
  ),
});

const endOfDay = createRoute({
  getParentRoute: () => root,
  path: '/sessions/end-of-day',
  component: lazyRouteComponent(
    () => import('#renderer/features/sessions/end-of-day-screen.tsx'),
    'EndOfDayScreen',
  ),
});

const rosterPrint = () => import('#renderer/features/sessions/roster-print-screen.tsx');

const desk = createRoute({
  getParentRoute: () => root,
  path: '/sessions/desk',
  component: lazyRouteComponent(() => import('#renderer/features/sessions/desk-screen.tsx'), 'DeskScreen'),
});

const daySheet = createRoute({
  getParentRoute: () => root,
  path: '/sessions/day-sheet',
  /** A local day; absent = today. Without a location, all of them. */
  validateSearch: (
    search: Record<string, unknown>,
  ): { readonly date?: LocalDate; readonly location?: LocationId } => ({
    ...(isDay(search['date']) ? { date: search['date'] } : {}),
    ...(isId(search['location']) ? { location: search['location'] as LocationId } : {}),
  }),
  component: lazyRouteComponent(rosterPrint, 'DaySheetScreen'),
});

const rosterSheet = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$sessionId/roster',
  component: lazyRouteComponent(rosterPrint, 'RosterPrintScreen'),
});

const recurringSessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions/series',
  component: lazyRouteComponent(() => import('#renderer/features/series/series-screen.tsx'), 'SeriesScreen'),
});

const offers = createRoute({
  getParentRoute: () => root,
  path: '/sessions/offers',
  component: lazyRouteComponent(() => import('#renderer/features/offers/offers-screen.tsx'), 'OffersScreen'),
});

const classes = createRoute({
  getParentRoute: () => root,
  path: '/sessions/classes',
  component: lazyRouteComponent(
    () => import('#renderer/features/series/classes-screen.tsx'),
    'ClassesScreen',
  ),
});

const clients = createRoute({
  getParentRoute: () => root,
  path: '/clients',
  component: lazyRouteComponent(
    () => import('#renderer/features/clients/clients-screen.tsx'),
    'ClientsScreen',
  ),
});

const jobs = createRoute({
  getParentRoute: () => root,
  path: '/cancellations',
  component: lazyRouteComponent(() => import('#renderer/features/jobs/jobs-screen.tsx'), 'JobsScreen'),
});

const bulkCancel = createRoute({
  getParentRoute: () => root,
  path: '/cancellations/bulk',
  /** Local days [from, to); absent = this week. `sessions`: ticked once, instead of what was ticked before. */
  validateSearch: (
    search: Record<string, unknown>,
  ): {
    readonly from?: LocalDate;
    readonly to?: LocalDate;
    readonly sessions?: readonly SessionId[];
  } => ({
    ...(isDay(search['from']) ? { from: search['from'] } : {}),
    ...(isDay(search['to']) ? { to: search['to'] } : {}),
    ...(Array.isArray(search['sessions']) && search['sessions'].every(isId)
      ? { sessions: search['sessions'] as SessionId[] }
      : {}),
  }),
  component: lazyRouteComponent(
    () => import('#renderer/features/cancellation/cancellation-screen.tsx'),
    'CancellationScreen',
  ),
});

const tool = createRoute({
  getParentRoute: () => root,
  path: '/cancellations/tool',
  component: lazyRouteComponent(
    () => import('#renderer/features/cancellation/tool-screen.tsx'),
    'ToolScreen',
  ),
});

const decisions = createRoute({
  getParentRoute: () => root,
  path: '/cancellations/decisions',
  component: lazyRouteComponent(
    () => import('#renderer/features/cancellation/decisions-screen.tsx'),
    'DecisionsScreen',
  ),
});

const closures = createRoute({
  getParentRoute: () => root,
  path: '/cancellations/closures',
  component: lazyRouteComponent(
    () => import('#renderer/features/closures/closures-screen.tsx'),
    'ClosuresScreen',
  ),
});

const cancelInside = createRoute({
  getParentRoute: () => root,
  path: '/cancellations/closures/$closureId/cancel',
  component: lazyRouteComponent(
    () => import('#renderer/features/cancellation/inside-closure-screen.tsx'),
    'InsideClosureScreen',
  ),
});

const job = createRoute({
  getParentRoute: () => root,
  path: '/cancellations/jobs/$jobId',
  component: lazyRouteComponent(() => import('#renderer/features/jobs/job-screen.tsx'), 'JobScreen'),
});

const jobReport = createRoute({
  getParentRoute: () => root,
  path: '/cancellations/jobs/$jobId/report',
  component: lazyRouteComponent(
    () => import('#renderer/features/jobs/job-report-screen.tsx'),
    'JobReportScreen',
  ),
});

const undoLeftovers = createRoute({
  getParentRoute: () => root,
  path: '/cancellations/leftovers',
  component: lazyRouteComponent(async () => {
    const { TasksScreen } = await import('#renderer/features/tasks/tasks-screen.tsx');
    return { Screen: () => <TasksScreen kind="undo_leftover" /> };
  }, 'Screen'),
});

const documentPage = createRoute({
  getParentRoute: () => root,
  path: '/documents/$kind/$id',
  component: lazyRouteComponent(
    () => import('#renderer/features/documents/document-screen.tsx'),
    'DocumentScreen',
  ),
});

const outbox = createRoute({
  getParentRoute: () => root,
  path: '/communications/outbox',
  /** `of`: only what went to this client. (`client` opens the client's panel.) */
  validateSearch: (search: Record<string, unknown>): { readonly of?: ClientId } =>
    isId(search['of']) ? { of: search['of'] as ClientId } : {},
  component: lazyRouteComponent(
    () => import('#renderer/features/messages/messages-screen.tsx'),
    'MessagesScreen',
  ),
});

const deletedSessions = createRoute({
  getParentRoute: () => root,
  path: '/communications/deleted',
  component: lazyRouteComponent(
    () => import('#renderer/features/deletion/deleted-screen.tsx'),
    'DeletedScreen',
  ),
});

const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports/$report',
  validateSearch: reportSearch,
  component: lazyRouteComponent(
    () => import('#renderer/features/reports/reports-screen.tsx'),
    'ReportsScreen',
  ),
});

/** `/reports` itself: the first of them. */
const firstReport = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: reportSearch,
  component: lazyRouteComponent(
    () => import('#renderer/features/reports/reports-screen.tsx'),
    'ReportsScreen',
  ),
});

const reportPrint = createRoute({
  getParentRoute: () => root,
  path: '/reports/$report/print',
  validateSearch: reportSearch,
  component: lazyRouteComponent(
    () => import('#renderer/features/reports/report-print-screen.tsx'),
    'ReportPrintScreen',
  ),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(
    () => import('#renderer/features/settings/settings-screen.tsx'),
    'SettingsScreen',
  ),
});

const settingsSection = createRoute({
  getParentRoute: () => root,
  path: '/settings/$section',
  component: lazyRouteComponent(
    () => import('#renderer/features/settings/settings-screen.tsx'),
    'SettingsScreen',
  ),
});

const imports = createRoute({
  getParentRoute: () => root,
  path: '/settings/import',
  component: lazyRouteComponent(() => import('#renderer/features/import/import-screen.tsx'), 'ImportScreen'),
});

const backup = createRoute({
  getParentRoute: () => root,
  path: '/settings/backup',
  component: lazyRouteComponent(() => import('#renderer/features/backup/backup-screen.tsx'), 'BackupScreen'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/settings/audit',
  component: lazyRouteComponent(() => import('#renderer/features/audit/audit-screen.tsx'), 'AuditScreen'),
});

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  component: lazyRouteComponent(() => import('./gallery.tsx'), 'Gallery'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    calendar,
    sessions,
    desk,
    daySheet,
    rosterSheet,
    recurringSessions,
    offers,
    classes,
    endOfDay,
    clients,
    jobs,
    bulkCancel,
    tool,
    decisions,
    closures,
    cancelInside,
    job,
    jobReport,
    accountingRoutes,
    ...statementRoutes,
    undoLeftovers,
    documentPage,
    outbox,
    deletedSessions,
    firstReport,
    reports,
    reportPrint,
    settings,
    settingsSection,
    imports,
    backup,
    audit,
    gallery,
  ]),
  history: createHashHistory(),
  defaultPreload: false,
  // The frame stays; only the screen that failed is replaced.
  defaultErrorComponent: FaultState,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
