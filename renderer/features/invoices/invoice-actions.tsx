import { Button, Group, Stack } from '@mantine/core';
import {
  IconBan,
  IconCash,
  IconMail,
  IconPencil,
  IconReceiptRefund,
  IconSend,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import type { InvoiceView } from '#contract/desktop/invoice.ts';
import { engine } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { editDraftWords, invoicePageWords as words } from '#renderer/messages/invoices.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { TakePaymentDialog } from '#renderer/ui/take-payment/take-payment-dialog.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { CreditDialog } from './credit-dialog.tsx';
import { EditDraftDialog } from './edit-draft-dialog.tsx';

/** What can be done with an invoice as it stands; whatever moves money, tells somebody or cannot be taken back asks first. */
export function InvoiceActions({ invoice }: { readonly invoice: InvoiceView }): ReactElement | null {
  const [dialog, setDialog] = useState<'pay' | 'credit' | 'void' | 'edit' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const run = (deed: () => Promise<unknown>): void => {
    setError(null);
    deed().catch(setError);
  };
  const isDraft = invoice.state === 'draft';
  if (invoice.state === 'void') return null;
  return (
    <Stack gap={8} className="invoice-actions">
      <Group gap={8}>
        {isDraft ? (
          <DraftButtons invoice={invoice} run={run} onEdit={() => setDialog('edit')} />
        ) : (
          <IssuedButtons invoice={invoice} run={run} onDialog={setDialog} />
        )}
      </Group>
      {error ? <ErrorNote error={error} /> : null}
      {dialog === 'pay' ? (
        <TakePaymentDialog
          of={{ clientId: invoice.clientId, invoiceId: invoice.id }}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'edit' ? <EditDraftDialog invoice={invoice} onClose={() => setDialog(null)} /> : null}
      {dialog === 'credit' || dialog === 'void' ? (
        <CreditDialog invoice={invoice} what={dialog} onClose={() => setDialog(null)} />
      ) : null}
    </Stack>
  );
}

type Run = (deed: () => Promise<unknown>) => void;

function DraftButtons({
  invoice,
  run,
  onEdit,
}: {
  readonly invoice: InvoiceView;
  readonly run: Run;
  readonly onEdit: () => void;
}): ReactElement {
  const format = useFormat();
  const { id, version, clientName } = invoice;
  const issue = (send: boolean): void =>
    run(async () => {
      const consequence = words.issueConsequence(clientName, format.money(invoice.totalMinor), send);
      const label = send ? words.issueSend : words.issue;
      const hint = send && !invoice.hasEmail ? ` ${words.noEmail}` : '';
      if (!(await confirm({ title: words.issueTitle, consequence: consequence + hint, confirmLabel: label })))
        return;
      const { number } = await engine.invoice.issue({ requestUid: crypto.randomUUID(), id, version, send });
      toast(words.issued(number));
    });
  return (
    <>
      <Button leftSection={<IconSend size={16} aria-hidden />} onClick={() => issue(true)}>
        {words.issueSend}
      </Button>
      <Button variant="default" onClick={() => issue(false)}>
        {words.issue}
      </Button>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
        {editDraftWords.open}
      </Button>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() =>
          run(async () => {
            const { undoId } = await engine.invoice.discard({ id, version });
            toastUndoable(words.discarded, undoId);
          })
        }
      >
        {words.discard}
      </Button>
    </>
  );
}

function IssuedButtons(props: {
  readonly invoice: InvoiceView;
  readonly run: Run;
  readonly onDialog: (dialog: 'pay' | 'credit' | 'void') => void;
}): ReactElement {
  const { invoice, run } = props;
  const format = useFormat();
  const isManagement = useMay('owner', 'admin');
  const { id, kind, clientName, dueMinor } = invoice;
  const isInvoice = kind === 'invoice';
  const isAgain = invoice.sentAt !== null;
  const sending = isAgain ? words.sendAgain : words.send;
  const hint = invoice.hasEmail ? '' : ` ${words.noEmail}`;
  const asked = (title: string, consequence: string, deed: () => Promise<unknown>): void =>
    run(async () => {
      if (await confirm({ title, consequence, confirmLabel: title })) await deed();
    });
  const requestUid = (): string => crypto.randomUUID();
  return (
    <>
      {isInvoice && dueMinor > 0 ? (
        <Button leftSection={<IconCash size={16} aria-hidden />} onClick={() => props.onDialog('pay')}>
          {words.pay}
        </Button>
      ) : null}
      {isInvoice && dueMinor > 0 && invoice.freePayments.length > 0 ? (
        <Button variant="default" onClick={() => payFree(invoice, format, run)}>
          {words.payFree}
        </Button>
      ) : null}
      <Button
        variant="default"
        leftSection={<IconMail size={16} aria-hidden />}
        onClick={() =>
          asked(sending, words.sendConsequence(clientName, isAgain) + hint, async () => {
            await engine.invoice.send({ requestUid: requestUid(), id });
            toast(words.sent);
          })
        }
      >
        {sending}
      </Button>
      {isInvoice && dueMinor > 0 ? (
        <Button
          variant="default"
          onClick={() =>
            asked(
              words.remind,
              words.remindConsequence(clientName, format.money(dueMinor)) + hint,
              async () => {
                await engine.invoice.remind({ requestUid: requestUid(), id });
                toast(words.sent);
              },
            )
          }
        >
          {words.remind}
        </Button>
      ) : null}
      {invoice.payments.map(({ paymentId, amountMinor }) => (
        <Button
          key={paymentId}
          variant="default"
          onClick={() =>
            asked(words.release, words.releaseConsequence(format.money(amountMinor)), async () => {
              await engine.invoice.release({ requestUid: requestUid(), id, paymentId });
              toast(words.released);
            })
          }
        >
          {`${words.release} (${format.money(amountMinor)})`}
        </Button>
      ))}
      {isInvoice && isManagement && invoice.totalMinor > invoice.creditedMinor ? (
        <>
          <Button
            variant="default"
            leftSection={<IconReceiptRefund size={16} aria-hidden />}
            onClick={() => props.onDialog('credit')}
          >
            {words.credit}
          </Button>
          <Button
            variant="default"
            leftSection={<IconBan size={16} aria-hidden />}
            onClick={() => props.onDialog('void')}
          >
            {words.void}
          </Button>
        </>
      ) : null}
    </>
  );
}

/** The oldest money first, as much as is due. */
function payFree(invoice: InvoiceView, format: StudioFormat, run: Run): void {
  let left = invoice.dueMinor;
  const payments = invoice.freePayments
    .toSorted((a, b) => a.receivedAt - b.receivedAt)
    .flatMap(({ paymentId, freeMinor }) => {
      const amountMinor = Math.min(left, freeMinor);
      left -= amountMinor;
      return amountMinor > 0 ? [{ paymentId, amountMinor }] : [];
    });
  const amount = format.money(invoice.dueMinor - left);
  run(async () => {
    const consequence = words.payFreeConsequence(invoice.clientName, amount, invoice.number ?? '');
    if (!(await confirm({ title: words.payFreeTitle, consequence, confirmLabel: words.payFree }))) return;
    const { undoId } = await engine.invoice.pay({
      requestUid: crypto.randomUUID(),
      id: invoice.id,
      payments,
    });
    toastUndoable(words.paid, undoId);
  });
}
