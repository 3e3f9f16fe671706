import { Anchor, Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileInvoice, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { InvoiceRow } from '#contract/desktop/invoice.ts';
import { INVOICE_STANDINGS, type InvoiceStanding } from '#domain/invoice/standing.ts';
import { addDays, isLocalDate, type LocalDate } from '#domain/values/time.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { invoiceWords as words } from '#renderer/messages/invoices.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { SaveCsvButton } from '#renderer/ui/save-csv-button.tsx';
import { ListPage } from '#renderer/ui/list-page.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { EmptyState, NoPermissionState } from '#renderer/ui/states.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import { NewInvoiceDialog } from './new-invoice-dialog.tsx';
import { CreditNoteBadge, StandingBadge } from './standing-badge.tsx';

/** Accounting → Invoices: every draft, invoice and credit note; Enter opens one. */
export function InvoicesScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Invoices /> : <NoPermissionState />;
}

function Invoices(): ReactElement {
  const format = useFormat();
  const navigate = useNavigate();
  const search: { readonly of?: ClientId; readonly bill?: ClientId } = useSearch({ strict: false });
  const [text, setText] = useState('');
  const [standing, setStanding] = useState<InvoiceStanding | null>(null);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [isAdding, setAdding] = useState(search.bill !== undefined);
  const [asked] = useDebouncedValue(text.trim(), 50);
  const filter = {
    standing,
    search: asked,
    clientId: search.of ?? null,
    from: isLocalDate(from) ? from : null,
    to: isLocalDate(to) ? (addDays(to, 1) as LocalDate) : null,
  };
  const paged = usePagedRows<InvoiceRow>({
    queryKey: [...queries.invoice.list.key(), filter],
    load: (page, signal) => engine.invoice.list({ ...filter, ...page }, { signal }),
  });
  const sums = useQuery(queries.invoice.list.queryOptions({ input: { ...filter, limit: 1, offset: 0 } })).data
    ?.sums;
  const columns = useMemo(() => invoiceColumns(format), [format]);
  const isFiltered = Object.values(filter).some((value) => value !== null && value !== '');
  const open = (id: InvoiceRow['id']): void =>
    void navigate({ to: '/accounting/invoices/$invoiceId', params: { invoiceId: String(id) } });
  const count = words.count(format.number(paged.total));
  return (
    <ListPage
      title={words.title}
      count={
        sums
          ? `${count}. ${words.sums(format.money(sums.totalMinor), format.money(sums.dueMinor), format.money(sums.overdueMinor))}`
          : count
      }
      actions={
        <>
          <Anchor component={Link} to="/accounting/auto-invoices">
            {words.auto}
          </Anchor>
          <SaveCsvButton save={() => engine.invoice.saveCsv(filter)} isDisabled={paged.total === 0} />
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        </>
      }
      filters={
        <>
          <TextInput
            label={words.search}
            placeholder={words.searchHint}
            value={text}
            maxLength={100}
            w={220}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Select
            label={words.state}
            placeholder={words.all}
            data={INVOICE_STANDINGS.map((value) => ({ value, label: words.standings[value] }))}
            value={standing}
            onChange={(value) => setStanding(INVOICE_STANDINGS.find((known) => known === value) ?? null)}
            clearable
            w={150}
          />
          <DayInput label={words.from} value={from} onChange={setFrom} w={150} />
          <DayInput label={words.to} value={to} onChange={setTo} w={150} />
          {search.of === undefined ? null : (
            <Button
              variant="default"
              onClick={() => void navigate({ to: '/accounting/invoices', search: {} })}
            >
              {words.everyone}
            </Button>
          )}
        </>
      }
    >
      <PagedTable
        label={words.title}
        paged={paged}
        skeletonRows={8}
        rowKey={({ id }) => id}
        columns={columns}
        onOpen={({ id }) => open(id)}
        isMuted={({ state }) => state === 'void'}
        empty={
          <EmptyState
            icon={IconFileInvoice}
            title={words.none}
            hint={isFiltered ? words.noneFiltered : words.noneHint}
          />
        }
      />
      <NewInvoiceDialog
        opened={isAdding}
        clientId={search.bill ?? null}
        onClose={() => setAdding(false)}
        onDone={open}
      />
    </ListPage>
  );
}

function invoiceColumns(format: StudioFormat): readonly DataColumn<InvoiceRow>[] {
  const { columns } = words;
  return [
    {
      key: 'number',
      header: columns.number,
      width: 'minmax(140px, 1fr)',
      render: ({ number }) => number ?? words.draft,
    },
    {
      key: 'client',
      header: columns.client,
      width: 'minmax(160px, 2fr)',
      render: ({ clientName }) => clientName,
    },
    {
      key: 'issued',
      header: columns.issued,
      width: '120px',
      render: ({ issuedOn }) => (issuedOn ? format.day(issuedOn, 'numeric') : ''),
    },
    {
      key: 'due',
      header: columns.due,
      width: '120px',
      render: ({ dueOn, kind }) => (dueOn && kind === 'invoice' ? format.day(dueOn, 'numeric') : ''),
    },
    {
      key: 'state',
      header: columns.state,
      width: '130px',
      render: ({ standing, kind }) =>
        kind === 'invoice' || standing === 'void' ? (
          <StandingBadge standing={standing} />
        ) : (
          <CreditNoteBadge />
        ),
    },
    {
      key: 'total',
      header: columns.total,
      width: '130px',
      align: 'right',
      render: ({ totalMinor, kind }) => format.money(kind === 'credit_note' ? -totalMinor : totalMinor),
    },
    {
      key: 'open',
      header: columns.open,
      width: '130px',
      align: 'right',
      render: ({ dueMinor }) => (dueMinor > 0 ? format.money(dueMinor) : ''),
    },
  ];
}
