import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { InvoiceView } from '#contract/desktop/invoice.ts';
import type { InvoiceId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { invoicePageWords as words } from '#renderer/messages/invoices.ts';
import { DocumentSheet } from '#renderer/ui/document-sheet.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { PrintTools } from '#renderer/ui/print-tools.tsx';
import { ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { InvoiceActions } from './invoice-actions.tsx';
import './invoices.css';
import { StandingBadge } from './standing-badge.tsx';

/** One invoice or credit note: the paper itself, what can be done with it, and what has become of it. */
export function InvoiceScreen(): ReactElement {
  const { invoiceId } = useParams({ strict: false });
  const mayRead = useMay('owner', 'admin', 'staff');
  const id = Number(invoiceId) as InvoiceId;
  const invoice = useQuery({ ...queries.invoice.get.queryOptions({ input: { id } }), enabled: mayRead });
  if (!mayRead) return <NoPermissionState />;
  if (invoice.error) return <ErrorState error={invoice.error} onRetry={() => void invoice.refetch()} />;
  if (!invoice.data) return <LoadingState rows={10} />;
  return <Loaded invoice={invoice.data} />;
}

function Loaded({ invoice }: { readonly invoice: InvoiceView }): ReactElement {
  const { openClient } = usePanels();
  const wanted = { kind: invoice.kind, id: invoice.id };
  const document = useQuery(queries.document.get.queryOptions({ input: wanted }));
  const heading =
    invoice.kind === 'invoice' ? words.heading(invoice.number) : words.noteHeading(invoice.number);
  return (
    <div className="report-page invoice-page">
      <PrintTools
        isReady={document.data !== undefined}
        isAside
        pdfName={document.data?.fileName ?? ''}
        back={{
          label: words.back,
          renderRoot: (root) => <Link {...root} to="/accounting/invoices" search={{}} />,
        }}
        savePdf={() => engine.document.savePdf(wanted)}
      />
      <div className="page-head invoice-head">
        <Title order={1}>{heading}</Title>
        <StandingBadge standing={invoice.standing} />
        <Anchor component="button" type="button" onClick={() => openClient(invoice.clientId)}>
          {invoice.clientName}
        </Anchor>
      </div>
      <InvoiceActions invoice={invoice} />
      <History invoice={invoice} />
      {document.data ? (
        <DocumentSheet document={document.data} />
      ) : document.error ? (
        <ErrorState error={document.error} onRetry={() => void document.refetch()} />
      ) : (
        <LoadingState rows={10} />
      )}
    </div>
  );
}

/** Credit notes, reminders and the page to pay on; what was paid stands on the paper. */
function History({ invoice }: { readonly invoice: InvoiceView }): ReactElement | null {
  const format = useFormat();
  const { creditNotes, reminders, paymentUrl } = invoice;
  if (creditNotes.length + reminders.length === 0 && paymentUrl === null) return null;
  return (
    <Stack gap={4} className="invoice-history">
      {creditNotes.length > 0 ? (
        <Group gap={8}>
          <Text fw={600}>{words.creditNotes}</Text>
          {creditNotes.map(({ id, number, totalMinor, state }) => (
            <Anchor
              key={id}
              renderRoot={(root) => (
                <Link {...root} to="/accounting/invoices/$invoiceId" params={{ invoiceId: String(id) }} />
              )}
            >
              {`${number ?? ''} ${format.money(totalMinor)}${state === 'void' ? ` (${words.withdrawn})` : ''}`}
            </Anchor>
          ))}
        </Group>
      ) : null}
      {reminders.length > 0 ? (
        <Text>
          <strong>{words.reminders}</strong>{' '}
          {reminders.map(({ createdAt, step }) => words.reminder(format.instant(createdAt), step)).join('; ')}
        </Text>
      ) : null}
      {paymentUrl === null ? null : (
        <Text style={{ overflowWrap: 'anywhere' }}>
          <strong>{words.link}</strong> {paymentUrl}
        </Text>
      )}
    </Stack>
  );
}
