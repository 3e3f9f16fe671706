import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { DOCUMENT_KINDS, type DocumentKind } from '#domain/document/document.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { QueriedSheet } from '#renderer/ui/queried-sheet.tsx';
import { PrintTools } from '#renderer/ui/print-tools.tsx';

/** Any document on a page of its own, to print or to keep: `/documents/receipt/12`. */
export function DocumentScreen(): ReactElement {
  const params = useParams({ strict: false });
  const kind = DOCUMENT_KINDS.find((each) => each === params['kind']) ?? DOCUMENT_KINDS[0];
  const wanted: { readonly kind: DocumentKind; readonly id: number } = { kind, id: Number(params['id']) };
  const document = useQuery(queries.document.get.queryOptions({ input: wanted }));
  return (
    <div className="report-page">
      <PrintTools
        isReady={document.data !== undefined}
        pdfName={document.data?.fileName ?? ''}
        savePdf={() => engine.document.savePdf(wanted)}
      />
      <QueriedSheet query={document} />
    </div>
  );
}
