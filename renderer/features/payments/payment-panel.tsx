import { Anchor, Button, Group, Stack } from '@mantine/core';
import { IconBan, IconReceiptRefund } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { PaymentView } from '#contract/desktop/payment.ts';
import { receiptNumber } from '#domain/payment/receipt-number.ts';
import type { PaymentId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { methodNames, paymentWords as words } from '#renderer/messages/payments.ts';
import { FactList } from '#renderer/ui/fact-list.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { ReceiptButtons } from '#renderer/ui/receipt-buttons.tsx';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { PaymentAllocations } from './payment-allocations.tsx';
import { PaymentHistory, PaymentRefunds } from './payment-records.tsx';
import { RefundDialog } from './refund-dialog.tsx';
import { VoidDialog } from './void-dialog.tsx';

/** One payment over the place one is in: what it pays for, what went back of it, its paper and its history. */
export function PaymentPanel(props: { readonly id: PaymentId }): ReactElement {
  const { close } = usePanels();
  const format = useFormat();
  const payment = useQuery(queries.payment.get.queryOptions({ input: { id: props.id } }));
  const { data } = payment;
  const title = data ? words.title(format.money(data.amountMinor), methodNames[data.method]) : '';
  return (
    <SidePanel title={title} opened onClose={close}>
      {payment.error ? <ErrorState error={payment.error} onRetry={() => void payment.refetch()} /> : null}
      {payment.isPending ? <LoadingState /> : null}
      {data ? (
        <Stack gap={0}>
          <Facts payment={data} />
          <Actions payment={data} />
          <PaymentAllocations payment={data} />
          <PaymentRefunds payment={data} />
          <PaymentHistory payment={data} />
        </Stack>
      ) : null}
    </SidePanel>
  );
}

function Facts({ payment }: { readonly payment: PaymentView }): ReactElement {
  const format = useFormat();
  const { openClient } = usePanels();
  const { receiptNumber: number, refundedMinor, freeMinor } = payment;
  return (
    <>
      {payment.voidedAt === null ? null : (
        <Group mb={12}>
          <StatusBadge tone="bad" icon={IconBan} label={words.voided(payment.voidReason)} />
        </Group>
      )}
      <FactList
        facts={[
          [
            words.client,
            <Anchor
              key="client"
              component="button"
              type="button"
              onClick={() => openClient(payment.clientId)}
            >
              {payment.client}
            </Anchor>,
          ],
          [words.received, format.instant(payment.receivedAt)],
          [words.takenBy, payment.staff],
          [words.receipt, number === null ? words.noReceipt : receiptNumber('receipt', number)],
          [words.refunded, refundedMinor > 0 ? format.money(refundedMinor) : ''],
          [words.free, freeMinor > 0 ? format.money(freeMinor) : ''],
          [words.reference, payment.providerRef ?? ''],
          [words.note, payment.note],
        ]}
      />
    </>
  );
}

function Actions({ payment }: { readonly payment: PaymentView }): ReactElement {
  const [open, setOpen] = useState<'refund' | 'void' | null>(null);
  const { receiptId } = payment;
  const close = (): void => setOpen(null);
  return (
    <Group gap={8} mt={16}>
      {receiptId === null ? null : <ReceiptButtons receiptId={receiptId} isFirst />}
      {payment.refundableMinor > 0 ? (
        <Button
          variant="default"
          leftSection={<IconReceiptRefund size={16} aria-hidden />}
          onClick={() => setOpen('refund')}
        >
          {words.refund}
        </Button>
      ) : null}
      {payment.mayVoid === 'yes' ? (
        <Button
          variant="default"
          leftSection={<IconBan size={16} aria-hidden />}
          onClick={() => setOpen('void')}
        >
          {words.void}
        </Button>
      ) : null}
      {open === 'refund' ? <RefundDialog payment={payment} onClose={close} /> : null}
      {open === 'void' ? <VoidDialog payment={payment} onClose={close} /> : null}
    </Group>
  );
}
