import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PractitionerId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { wageWords as words } from '#renderer/messages/wages.ts';
import { QueriedSheet } from '#renderer/ui/queried-sheet.tsx';
import { PrintTools } from '#renderer/ui/print-tools.tsx';
import { NoPermissionState } from '#renderer/ui/states.tsx';
import { useWageSearch } from './wage-search.ts';

/** One practitioner's wages of some days, to print or to keep. */
export function WageStatementScreen(): ReactElement {
  const { of } = useWageSearch();
  const may = useMay('owner', 'admin', 'practitioner');
  return may && of !== undefined ? <Statement of={of} /> : <NoPermissionState />;
}

function Statement({ of }: { readonly of: PractitionerId }): ReactElement {
  const { days } = useWageSearch();
  const wish = { ...days, practitionerId: of };
  const document = useQuery(queries.wage.statement.queryOptions({ input: wish }));
  return (
    <div className="report-page">
      <PrintTools
        isReady={document.data !== undefined}
        pdfName={document.data?.fileName ?? ''}
        savePdf={() => engine.wage.saveStatement(wish)}
        back={{
          label: words.back,
          renderRoot: (root) => <Link {...root} to="/accounting/wages" search={{ ...days, of }} />,
        }}
      />
      <QueriedSheet query={document} />
    </div>
  );
}
