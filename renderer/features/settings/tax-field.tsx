import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { TaxRateId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { invoiceSettingsWords as words } from '#renderer/messages/invoices.ts';

/** The rate at which a service is taxed; one that is no longer offered stays where it is. */
export function TaxField({
  current,
  ...props
}: SelectProps & { readonly current: TaxRateId | null }): ReactElement | null {
  const rates = useQuery(queries.tax.list.queryOptions()).data ?? [];
  const offered = rates.filter(({ id, active }) => active || id === current);
  if (offered.length === 0) return null;
  return (
    <Select
      label={words.serviceTax}
      description={words.serviceTaxHint}
      placeholder={words.noTax}
      data={offered.map(({ id, name }) => ({ value: String(id), label: name }))}
      clearable
      {...props}
    />
  );
}
