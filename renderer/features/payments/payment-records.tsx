import { Anchor, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PaymentView } from '#contract/desktop/payment.ts';
import { queries } from '#renderer/api/engine.ts';
import { paymentWords as words } from '#renderer/messages/payments.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { toastError } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { Records } from './records.tsx';

type Refund = PaymentView['refunds'][number];

/** What went back of the payment, how far it has come, and its paper. */
export function PaymentRefunds({ payment }: { readonly payment: PaymentView }): ReactElement {
  return (
    <Records title={words.refunds} nothing={words.noRefunds}>
      {payment.refunds.map((refund) => (
        <RefundLine key={refund.id} refund={refund} />
      ))}
    </Records>
  );
}

function RefundLine({ refund }: { readonly refund: Refund }): ReactElement {
  const format = useFormat();
  const navigate = useNavigate();
  const open = (receiptId: number): void => {
    const params = { kind: 'refund_receipt', id: String(receiptId) };
    void navigate({ to: '/documents/$kind/$id', params, search: {} });
  };
  const paper = useMutation(
    queries.payment.refundReceipt.mutationOptions({
      onSuccess: ({ receiptId }) => open(receiptId),
      onError: toastError,
    }),
  );
  const hasPaper = !['withdrawn', 'failed', 'written_off'].includes(refund.state);
  const { receiptId } = refund;
  return (
    <div className="booking">
      <div className="booking-head">
        <span>{stateOf(refund)}</span>
        <MoneyText amountMinor={refund.amountMinor} />
      </div>
      <Text size="sm" c="dimmed">
        {[format.instant(refund.settledAt ?? refund.createdAt), refund.reason].filter(Boolean).join(' · ')}
      </Text>
      {hasPaper ? (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => (receiptId === null ? paper.mutate({ refundId: refund.id }) : open(receiptId))}
        >
          {words.refundReceipt}
        </Anchor>
      ) : null}
    </div>
  );
}

function stateOf({ state, settledAs }: Refund): string {
  if (state === 'settled' && settledAs !== null) return words.settledAs[settledAs] ?? state;
  return words.refundStates[state] ?? state;
}

/** Who did what with it, the latest first. */
export function PaymentHistory({ payment }: { readonly payment: PaymentView }): ReactElement {
  const format = useFormat();
  return (
    <Records title={words.history} nothing={words.noHistory}>
      {payment.history.map(({ at, actor, action }) => (
        <Text key={`${at} ${action}`} size="sm">
          {words.deeds[action] ?? action}, {format.instant(at)}, {actor}
        </Text>
      ))}
    </Records>
  );
}
