import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { AutoInvoicePage } from './auto-invoice-page.tsx';
import { AutoSettingForm } from './auto-setting-form.tsx';

/** Accounting → Auto invoices → Auto setting. */
export function AutoSettingScreen(): ReactElement {
  return (
    <AutoInvoicePage scrolls>
      <Setting />
    </AutoInvoicePage>
  );
}

function Setting(): ReactElement {
  const query = useQuery(queries.autoInvoice.setting.queryOptions());
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState rows={10} />;
  // Saved anew, here or elsewhere, the form begins again with what holds.
  return <AutoSettingForm key={query.data.version} answer={query.data} />;
}
