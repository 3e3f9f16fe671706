import { Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { InvoiceView } from '#contract/desktop/invoice.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { invoicePageWords as words } from '#renderer/messages/invoices.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { lineName } from './line-name.ts';

/** Credits parts of an invoice, or voids the whole, for a reason that stands on the credit note. */
export function CreditDialog(props: {
  readonly invoice: InvoiceView;
  readonly what: 'credit' | 'void';
  readonly onClose: () => void;
}): ReactElement {
  return (
    <FormDialog
      title={props.what === 'credit' ? words.creditTitle : words.voidTitle}
      opened
      onClose={props.onClose}
    >
      {(leave) => <CreditForm {...props} onLeave={leave} />}
    </FormDialog>
  );
}

function CreditForm(props: {
  readonly invoice: InvoiceView;
  readonly what: 'credit' | 'void';
  readonly onClose: () => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { invoice, what } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState<ReadonlyMap<number, string>>(new Map());
  const [isShown, setShown] = useState(false);
  const { id, version } = invoice;
  const lines = invoice.lines
    .map((line) => ({ line, leftMinor: line.grossMinor - line.creditedMinor }))
    .filter(({ leftMinor }) => leftMinor > 0);
  const read = lines.map(({ line, leftMinor }) => ({
    line,
    leftMinor,
    amount: readMoney(typed.get(line.id) ?? moneyText(0, currency), currency),
  }));
  const parts = read.flatMap(({ line, amount }) =>
    amount.ok && amount.value > 0 ? [{ lineId: line.id, amountMinor: amount.value }] : [],
  );
  const total =
    what === 'void'
      ? invoice.totalMinor - invoice.creditedMinor
      : parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const isWrong = read.some(({ amount, leftMinor }) => !amount.ok || amount.value > leftMinor);
  const sending = useMutation({
    mutationFn: () =>
      what === 'void'
        ? engine.invoice.void({ requestUid, id, version, reason })
        : engine.invoice.credit({ requestUid, id, version, reason, parts }),
    onSuccess: () => {
      toast(what === 'void' ? words.voided : words.credited);
      props.onClose();
    },
  });
  const submit = (): void => {
    setShown(true);
    if (!reason.trim() || (what === 'credit' && (isWrong || parts.length === 0))) return;
    sending.mutate();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap={12}>
        {what === 'credit' ? (
          <Stack gap={12} mah={300} style={{ overflow: 'auto' }}>
            {read.map(({ line, leftMinor, amount }, index) => (
              <MoneyInput
                key={line.id}
                {...(index === 0 ? { 'data-autofocus': true } : {})}
                label={words.creditLine(lineName(line, format), format.money(leftMinor))}
                value={typed.get(line.id) ?? ''}
                error={
                  !amount.ok
                    ? amount.error
                    : amount.value > leftMinor
                      ? fieldMessages.amountTooLarge
                      : isShown && parts.length === 0
                        ? fieldMessages.notAnAmount
                        : null
                }
                onChange={(event) => setTyped(new Map(typed).set(line.id, event.currentTarget.value || '0'))}
              />
            ))}
          </Stack>
        ) : null}
        <TextInput
          label={words.reason}
          description={words.reasonHint}
          maxLength={200}
          value={reason}
          error={isShown && !reason.trim() ? fieldMessages.required : null}
          onChange={(event) => setReason(event.currentTarget.value)}
          {...(what === 'void' ? { 'data-autofocus': true } : {})}
        />
        <Text role="status" mih={22}>
          {what === 'void'
            ? words.voidConsequence(invoice.number ?? '', format.money(total))
            : total > 0 && words.creditConsequence(format.money(total))}
        </Text>
        <FormEnd
          error={sending.error}
          label={what === 'void' ? words.void : words.credit}
          isDangerous
          isSending={sending.isPending}
          onCancel={props.onLeave}
        />
      </Stack>
    </form>
  );
}
