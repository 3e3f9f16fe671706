import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import type { PaymentView } from '#contract/desktop/payment.ts';
import type { PaymentId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { refundWords as words } from '#renderer/messages/payments.ts';
import { moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { useSecondPerson } from '#renderer/ui/second-person.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useUnsaved } from '#renderer/ui/unsaved.ts';
import { type RefundablePayment, type RefundRow, waysOf } from './refund-rows.tsx';

/** The parts of several payments of one client as they are typed, what they mean, and how they are sent. */
export function useRefund(props: { readonly payment: PaymentView; readonly onClose: () => void }) {
  const { payment: first, onClose } = props;
  const { clientId } = first;
  const { currency } = useStudio();
  const format = useFormat();
  const navigate = useNavigate();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<readonly RefundablePayment[]>([first]);
  const [rows, setRows] = useState<readonly RefundRow[]>(() => [rowOf(first, currency)]);
  const [reason, setReason] = useState('');
  const [isHandedOver, setHandedOver] = useState(true);
  const [agreedMinor, setAgreedMinor] = useState(0);
  const second = useSecondPerson();
  const all = useQuery(queries.payment.refundable.queryOptions({ input: { clientId } }));
  const others = (all.data ?? []).filter(({ id }) => chosen.every((known) => known.id !== id));
  const read = rows.map(({ amount }) => readMoney(amount, currency));
  const totalOf = (id: PaymentId | null): number =>
    rows.reduce((sum, row, index) => {
      const each = read[index];
      return each?.ok && (id === null || row.paymentId === id) ? sum + each.value : sum;
    }, 0);
  const errorOf = ({ id, refundableMinor }: RefundablePayment): string | null => {
    for (const [index, each] of read.entries())
      if (rows[index]?.paymentId === id && !each.ok) return each.error;
    return totalOf(id) > refundableMinor ? words.tooMuch : null;
  };
  const parts = rows.flatMap(({ paymentId, way }, index) => {
    const each = read[index];
    return each?.ok && each.value > 0 ? [{ paymentId, amountMinor: each.value, way }] : [];
  });
  const isRight = chosen.every((payment) => errorOf(payment) === null) && parts.length > 0;
  const preview = useQuery({
    ...queries.payment.previewRefund.queryOptions({ input: { clientId, parts } }),
    enabled: isRight,
    placeholderData: keepPreviousData,
  });
  const plan = isRight ? preview.data : undefined;
  const hasAgreed = plan !== undefined && agreedMinor === plan.beyondMinor;
  // Known before the address changes, so that nobody is asked whether to drop what is done.
  const isDone = useRef(false);
  const totalMinor = totalOf(null);
  const sending = useMutation({
    mutationFn: () =>
      engine.payment.refund({
        requestUid,
        clientId,
        parts,
        reason: reason.trim(),
        beyondMinor: agreedMinor,
        isHandedOver: isHandedOver && parts.some(({ way }) => way === 'cash'),
        ...(plan?.secondPersonNeeded && second.confirmed ? { secondPerson: second.confirmed } : {}),
      }),
    onSuccess: ({ receiptId }) => {
      isDone.current = true;
      toast(words.done(format.money(totalMinor)));
      onClose();
      const params = { kind: 'refund_receipt', id: String(receiptId) };
      void navigate({ to: '/documents/$kind/$id', params, search: {} });
    },
    onError: () => void preview.refetch(),
  });
  useUnsaved(() => (reason !== '' || chosen.length > 1) && !isDone.current);
  const isConfirmed = !plan?.secondPersonNeeded || second.confirmed !== null;
  const canSend =
    plan !== undefined &&
    !plan.overLimit &&
    isConfirmed &&
    reason.trim() !== '' &&
    (plan.beyondMinor === 0 || hasAgreed);
  return {
    chosen,
    others,
    rows,
    errorOf,
    totalMinor,
    plan,
    reason,
    setReason,
    isHandedOver,
    setHandedOver,
    hasAgreed,
    agree: (isAgreed: boolean) => setAgreedMinor(isAgreed ? (plan?.beyondMinor ?? 0) : 0),
    second: second.fields,
    previewError: isRight ? preview.error : null,
    isSending: sending.isPending,
    error: sending.error,
    canSend,
    setRowsOf: (id: PaymentId, next: readonly RefundRow[]) =>
      setRows(chosen.flatMap((each) => (each.id === id ? next : rowsOf(each.id)))),
    add: (payment: RefundablePayment) => {
      setChosen([...chosen, payment]);
      setRows([...rows, rowOf(payment, currency)]);
    },
    remove: (id: PaymentId) => {
      setChosen(chosen.filter((each) => each.id !== id));
      setRows(rows.filter(({ paymentId }) => paymentId !== id));
    },
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      if (canSend && !sending.isPending) sending.mutate();
    },
  };

  function rowsOf(id: PaymentId): readonly RefundRow[] {
    return rows.filter(({ paymentId }) => paymentId === id);
  }
}

const rowOf = (payment: RefundablePayment, currency: string): RefundRow => ({
  paymentId: payment.id,
  way: waysOf(payment)[0],
  amount: moneyText(payment.refundableMinor, currency),
});
