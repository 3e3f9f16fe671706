import { IconCoins } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo, useState } from 'react';
import type { ListedPayment, PaymentFilter } from '#contract/desktop/payment.ts';
import { receiptNumber } from '#domain/payment/receipt-number.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { methodNames, paymentsWords as words } from '#renderer/messages/payments.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ListPage } from '#renderer/ui/list-page.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { SaveCsvButton } from '#renderer/ui/save-csv-button.tsx';
import { EmptyState, NoPermissionState } from '#renderer/ui/states.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import { NO_FILTER, PaymentFilters } from './payment-filters.tsx';
import './payments.css';

/** Accounting → Payments: what came in, by any filter, with the sums of all that match; Enter opens one over the list. */
export function PaymentsScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Payments /> : <NoPermissionState />;
}

function Payments(): ReactElement {
  const { openPayment } = usePanels();
  const format = useFormat();
  const [filter, setFilter] = useState<PaymentFilter>(NO_FILTER);
  const columns = useColumns(format);
  const paged = usePagedRows<ListedPayment>({
    queryKey: [...queries.payment.list.key(), filter],
    load: (page, signal) => engine.payment.list({ ...filter, ...page }, { signal }),
  });
  return (
    <ListPage
      title={words.title}
      count={words.count(format.number(paged.total))}
      actions={<SaveCsvButton save={() => engine.payment.saveCsv(filter)} />}
      filters={<PaymentFilters filter={filter} onChange={setFilter} />}
      notes={<Sums filter={filter} format={format} />}
    >
      <PagedTable
        label={words.table}
        paged={paged}
        rowKey={({ id }) => id}
        columns={columns}
        onOpen={({ id }) => openPayment(id)}
        isMuted={({ voidedAt }) => voidedAt !== null}
        empty={<EmptyState icon={IconCoins} title={words.emptyTitle} hint={words.emptyHint} />}
      />
    </ListPage>
  );
}

/** One amount a method, and all of it; of the whole list, not of what is loaded. */
function Sums(props: { readonly filter: PaymentFilter; readonly format: StudioFormat }): ReactElement {
  const { filter, format } = props;
  const input = { ...filter, limit: 1, offset: 0 };
  const { data } = useQuery({
    ...queries.payment.list.queryOptions({ input }),
    placeholderData: keepPreviousData,
  });
  const sums = (data?.sums ?? []).filter(({ count }) => count > 0);
  const all = sums.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return (
    <div className="payment-sums figures" role="status" aria-label={words.sums}>
      {sums.map(({ method, amountMinor, count }) => (
        <span key={method}>
          {words.sum(methodNames[method], format.money(amountMinor), format.number(count))}
        </span>
      ))}
      {sums.length > 1 ? <strong>{words.sumAll(format.money(all))}</strong> : null}
    </div>
  );
}

function useColumns(format: StudioFormat): readonly DataColumn<ListedPayment>[] {
  return useMemo(
    () => [
      {
        key: 'when',
        header: words.columns.when,
        width: '150px',
        render: ({ receivedAt }) => format.instant(receivedAt),
      },
      {
        key: 'client',
        header: words.columns.client,
        width: 'minmax(160px, 2fr)',
        render: ({ client }) => client,
      },
      {
        key: 'method',
        header: words.columns.method,
        width: '96px',
        render: ({ method, voidedAt }) =>
          voidedAt === null ? methodNames[method] : `${methodNames[method]} · ${words.void}`,
      },
      {
        key: 'amount',
        header: words.columns.amount,
        width: '100px',
        align: 'right',
        render: ({ amountMinor }) => <MoneyText amountMinor={amountMinor} />,
      },
      {
        key: 'refunded',
        header: words.columns.refunded,
        width: '110px',
        align: 'right',
        render: ({ refundedMinor }) => (refundedMinor > 0 ? <MoneyText amountMinor={refundedMinor} /> : ''),
      },
      {
        key: 'free',
        header: words.columns.free,
        width: '110px',
        align: 'right',
        render: ({ freeMinor }) => (freeMinor > 0 ? <MoneyText amountMinor={freeMinor} /> : ''),
      },
      {
        key: 'receipt',
        header: words.columns.receipt,
        width: '100px',
        render: ({ receiptNumber: number }) => (number === null ? '' : receiptNumber('receipt', number)),
      },
      {
        key: 'person',
        header: words.columns.person,
        width: 'minmax(120px, 1fr)',
        render: ({ staff }) => staff,
      },
    ],
    [format],
  );
}
