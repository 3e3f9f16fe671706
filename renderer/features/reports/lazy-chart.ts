import { lazy } from 'react';

/** The charts' library is large: it comes when the first chart is drawn, and not before. */
export const ReportChart = lazy(async () => ({ default: (await import('./report-chart.tsx')).ReportChart }));
