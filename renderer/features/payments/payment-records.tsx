import { Anchor, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PaymentView } from '#contract/desktop/payment.ts';
import { queries } from '#renderer/api/engine.ts';
import { paymentWords as words } from '#renderer/messages/payments.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { Records } from '#renderer/ui/records.tsx';
import { toastError } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

type Refund = PaymentView['refunds'][number];

/** What went back of the payment, how far it has come, and its paper. */
export function PaymentRefunds({ payment }: { readonly payment: PaymentView }): ReactElement {
  return (
    <Records title={words.refunds} nothing={words.noRefunds}>
      {[
        ...payment.refunds.map((refund) => <RefundLine key={`refund ${refund.id}`} refund={refund} />),
        ...payment.credits.map((credit) => <CreditLine key={`credit ${credit.id}`} credit={credit} />),
      ]}
    </Records>
  );
}

function RefundLine({ refund }: { readonly refund: Refund }): ReactElement {
  const format = useFormat();
  const open = useOpenPaper();
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

/** What a cancellation left with the client: no money went, and there is a paper all the same. */
function CreditLine({ credit }: { readonly credit: PaymentView['credits'][number] }): ReactElement {
  const format = useFormat();
  const open = useOpenPaper();
  const paper = useMutation(
    queries.payment.accountCreditReceipt.mutationOptions({
      onSuccess: ({ receiptId }) => open(receiptId),
      onError: toastError,
    }),
  );
  const { id, receiptId, amountMinor, at, title } = credit;
  return (
    <div className="booking">
      <div className="booking-head">
        <span>{words.settledAs['account_credit']}</span>
        <MoneyText amountMinor={amountMinor} />
      </div>
      <Text size="sm" c="dimmed">
        {[format.instant(at), words.canceled(title)].join(' · ')}
      </Text>
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={() => (receiptId === null ? paper.mutate({ itemId: id }) : open(receiptId))}
      >
        {words.refundReceipt}
      </Anchor>
    </div>
  );
}

function useOpenPaper(): (receiptId: number) => void {
  const navigate = useNavigate();
  return (receiptId) => {
    const params = { kind: 'refund_receipt', id: String(receiptId) };
    void navigate({ to: '/documents/$kind/$id', params, search: {} });
  };
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
