import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Document } from '#domain/document/document.ts';
import { DocumentSheet } from './document-sheet.tsx';
import { ErrorState, LoadingState } from './states.tsx';

/** A document as it is asked for: the sheet, the reason why there is none, or the time until it is there. */
export function QueriedSheet({ query }: { readonly query: UseQueryResult<Document> }): ReactElement {
  if (query.data) return <DocumentSheet document={query.data} />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingState rows={12} />;
}
