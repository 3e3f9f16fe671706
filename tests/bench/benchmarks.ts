import type { Benchmark } from './measure.ts';

/** By name, in the order of the table. Loaded one at a time: each runs in a process of its own. */
export const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {
  'bulk-cancel-local': async () => (await import('./bulk-cancel-local.ts')).bulkCancelLocal,
  'reads-during-job': async () => (await import('./reads-during-job.ts')).readsDuringJob,
  'bulk-cancel-cards': async () => (await import('./bulk-cancel-cards.ts')).bulkCancelCards,
  'bulk-preview': async () => (await import('./bulk-preview.ts')).bulkPreview,
  'week-query': async () => (await import('./week-query.ts')).weekQuery,
  'client-search': async () => (await import('./client-search.ts')).clientSearch,
  'session-list': async () => (await import('./session-list.ts')).sessionList,
  'calendar-next-week': async () => (await import('./calendar-next-week.ts')).calendarNextWeek,
  'first-paint': async () => (await import('./first-paint.ts')).firstPaintBenchmark,
  'memory-at-rest': async () => (await import('./memory-at-rest.ts')).memoryAtRest,
  'audit-csv': async () => (await import('./audit-csv.ts')).auditCsv,
  'series-create': async () => (await import('./series-create.ts')).seriesCreate,
  'series-diff': async () => (await import('./series-diff.ts')).seriesDiff,
  'auto-invoice': async () => (await import('./auto-invoice.ts')).autoInvoice,
  'bulk-status': async () => (await import('./bulk-status.ts')).bulkStatus,
  reports: async () => (await import('./reports.ts')).reports,
  'trial-balance': async () => (await import('./trial-balance.ts')).trialBalance,
  'available-credit': async () => (await import('./available-credit.ts')).availableCreditBenchmark,
};
