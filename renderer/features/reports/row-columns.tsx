import { Anchor } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { ReportRow } from '#contract/desktop/report.ts';
import type { ReportColumnKind } from '#domain/report/report.ts';
import { accountWord, kindWord } from '#renderer/messages/report-rows.ts';
import { reportWords as words } from '#renderer/messages/reports.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { figureText } from './report-words.ts';

/** What Enter on a row leads to: the payment or invoice that it is about, or else its session or client. */
export function useOpenRow(): (row: ReportRow) => void {
  const { openSession, openClient, openPayment } = usePanels();
  const openInvoice = useOpenInvoice();
  return useCallback(
    ({ sessionId, clientId, paymentId, invoiceId }) => {
      if (paymentId !== null) openPayment(paymentId);
      else if (invoiceId !== null) openInvoice(invoiceId);
      else if (sessionId !== null) openSession(sessionId);
      else if (clientId !== null) openClient(clientId);
    },
    [openSession, openClient, openPayment, openInvoice],
  );
}

function useOpenInvoice(): (id: number) => void {
  const navigate = useNavigate();
  return useCallback(
    (id) =>
      void navigate({
        to: '/accounting/invoices/$invoiceId',
        params: { invoiceId: String(id) },
        search: {},
      }),
    [navigate],
  );
}

/** The columns of these rows, without those that are empty in all of them; the amount in one column or on two sides. */
export function useRowColumns(
  amounts: 'one' | 'sides',
  kind: ReportColumnKind,
  rows: readonly ReportRow[],
): readonly DataColumn<ReportRow>[] {
  const format = useFormat();
  const { openSession, openClient, openPayment } = usePanels();
  const openInvoice = useOpenInvoice();
  const hasAccounts = rows.some(({ account }) => account !== null);
  const hasPapers = rows.some(({ paymentId, invoiceId }) => paymentId !== null || invoiceId !== null);
  return useMemo(() => {
    const { columns } = words;
    const amount = (value: number): string => figureText(value, kind, format);
    const all: readonly DataColumn<ReportRow>[] = [
      {
        key: 'day',
        header: columns.day,
        width: '138px',
        render: ({ day }) => format.day(day, 'weekdayYear'),
      },
      {
        key: 'what',
        header: columns.what,
        width: 'minmax(130px, 1.2fr)',
        render: (row) => kindWord(row.kind),
      },
      {
        key: 'account',
        header: columns.account,
        width: 'minmax(172px, 1fr)',
        render: ({ account }) => (account === null ? '' : accountWord(account)),
      },
      {
        key: 'client',
        header: columns.client,
        width: 'minmax(120px, 1fr)',
        render: ({ clientId, client }) =>
          clientId === null ? null : <Opens label={client} onOpen={() => openClient(clientId)} />,
      },
      {
        key: 'session',
        header: columns.session,
        width: 'minmax(150px, 1.4fr)',
        render: ({ sessionId, session, sessionDate, sessionTime }) =>
          sessionId === null ? null : (
            <Opens
              label={[
                session,
                sessionDate && format.day(sessionDate, 'short'),
                sessionTime && format.time(sessionTime),
              ]
                .filter(Boolean)
                .join(', ')}
              onOpen={() => openSession(sessionId)}
            />
          ),
      },
      {
        key: 'payment',
        header: columns.payment,
        width: '84px',
        render: ({ paymentId, invoiceId }) =>
          paymentId !== null ? (
            <Opens label={words.payment(paymentId)} onOpen={() => openPayment(paymentId)} />
          ) : invoiceId !== null ? (
            <Opens label={words.invoice} onOpen={() => openInvoice(invoiceId)} />
          ) : null,
      },
      ...(amounts === 'one'
        ? [
            {
              key: 'amount',
              header: columns.amount,
              width: '120px',
              align: 'right',
              render: ({ value }: ReportRow) => amount(value),
            } as const,
          ]
        : ([
            {
              key: 'debit',
              header: columns.debit,
              width: '96px',
              align: 'right',
              render: ({ value }: ReportRow) => (value > 0 ? amount(value) : ''),
            },
            {
              key: 'credit',
              header: columns.credit,
              width: '96px',
              align: 'right',
              render: ({ value }: ReportRow) => (value < 0 ? amount(-value) : ''),
            },
          ] as const)),
    ];
    return all.filter(({ key }) => (key !== 'account' || hasAccounts) && (key !== 'payment' || hasPapers));
  }, [amounts, kind, format, openClient, openSession, openPayment, openInvoice, hasAccounts, hasPapers]);
}

/** Opened by the mouse; by the keyboard, Enter on the row leads on. */
function Opens(props: { readonly label: string; readonly onOpen: () => void }) {
  return (
    <Anchor
      component="button"
      type="button"
      tabIndex={-1}
      size="sm"
      onClick={(event) => {
        event.stopPropagation();
        props.onOpen();
      }}
    >
      {props.label}
    </Anchor>
  );
}
