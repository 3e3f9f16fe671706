import type { ComponentProps, ReactElement } from 'react';
import { DataTable } from './data-table.tsx';
import { ErrorState, LoadingState } from './states.tsx';
import type { usePagedRows } from './use-paged-rows.ts';

/** A table whose rows come page by page: what it shows until the first page is there, and when that fails, is the same everywhere. */
export function PagedTable<Row>({
  paged,
  skeletonRows = 12,
  ...table
}: Omit<ComponentProps<typeof DataTable<Row>>, 'rows' | 'total' | 'onSeen'> & {
  readonly paged: ReturnType<typeof usePagedRows<Row>>;
  readonly skeletonRows?: number;
}): ReactElement {
  if (paged.error) return <ErrorState error={paged.error} onRetry={paged.retry} />;
  if (paged.isPending) return <LoadingState rows={skeletonRows} />;
  return <DataTable rows={paged.rows} total={paged.total} onSeen={paged.onSeen} {...table} />;
}
