import { Alert, Anchor, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import type { PaymentView } from '#contract/desktop/payment.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { dueTitle, refundWords as words } from '#renderer/messages/payments.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { SecondPerson, useSecondPerson } from '#renderer/ui/second-person.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { useUnsaved } from '#renderer/ui/unsaved.ts';

type Way = 'card' | 'cash' | 'account_credit';
type Preview = Awaited<ReturnType<typeof engine.payment.previewRefund>>;

interface Row {
  readonly way: Way;
  readonly amount: string;
}

/** Gives a payment back, in part or whole, in one or two ways; says first what that leaves owed. */
export function RefundDialog(props: {
  readonly payment: PaymentView;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <FormDialog title={words.title} opened onClose={props.onClose} size="lg">
      {(leave) => <RefundForm {...props} leave={leave} />}
    </FormDialog>
  );
}

function RefundForm(props: {
  readonly payment: PaymentView;
  readonly onClose: () => void;
  readonly leave: () => void;
}): ReactElement {
  const { payment, leave } = props;
  const format = useFormat();
  const refund = useRefund(props);
  const { rows, plan } = refund;
  const first: Way = payment.method === 'card' ? 'card' : 'cash';
  const ways = [first, 'account_credit'] as const;
  return (
    <form onSubmit={refund.onSubmit} noValidate>
      <Stack gap={12}>
        <Text size="sm" c="dimmed">
          {words.left(format.money(payment.refundableMinor))}
        </Text>
        {rows.map((row, index) => (
          <Group key={row.way} gap={8} align="flex-start" wrap="nowrap">
            <Select
              label={words.way}
              data={ways.map((way) => ({ value: way, label: words.ways[way] }))}
              value={row.way}
              onChange={(value) =>
                refund.change(index, { way: ways.find((way) => way === value) ?? row.way })
              }
              allowDeselect={false}
              disabled={rows.length > 1}
              w={200}
            />
            <MoneyInput
              label={words.amount}
              value={row.amount}
              onChange={(event) => refund.change(index, { amount: event.currentTarget.value })}
              error={refund.errors[index]}
              {...(index === 0 ? { 'data-autofocus': true } : {})}
              flex={1}
            />
          </Group>
        ))}
        {rows.length === 1 ? (
          <Anchor component="button" type="button" size="sm" onClick={() => refund.split(ways)}>
            {words.addWay}
          </Anchor>
        ) : null}
        <TextInput
          label={words.reason}
          required
          withAsterisk={false}
          maxLength={300}
          value={refund.reason}
          onChange={(event) => refund.setReason(event.currentTarget.value)}
        />
        {rows.some(({ way }) => way === 'cash') ? (
          <Checkbox
            label={words.handedOver}
            description={words.handedOverHint}
            checked={refund.isHandedOver}
            onChange={(event) => refund.setHandedOver(event.currentTarget.checked)}
          />
        ) : null}
        {plan ? <Consequence plan={plan} payment={payment} rows={rows} format={format} /> : null}
        {refund.previewError ? <ErrorNote error={refund.previewError} /> : null}
        {plan?.secondPersonNeeded ? <SecondPerson {...refund.second} /> : null}
        <FormEnd
          label={refund.totalMinor > 0 ? words.submitAmount(format.money(refund.totalMinor)) : words.submit}
          isDangerous
          isSending={refund.isSending}
          isDisabled={!refund.canSend}
          error={refund.error}
          onCancel={leave}
          cancelLabel={words.keep}
        />
      </Stack>
    </form>
  );
}

function useRefund(props: { readonly payment: PaymentView; readonly onClose: () => void }) {
  const { payment, onClose } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const navigate = useNavigate();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [rows, setRows] = useState<readonly Row[]>([
    {
      way: payment.method === 'card' ? 'card' : 'cash',
      amount: moneyText(payment.refundableMinor, currency),
    },
  ]);
  const [reason, setReason] = useState('');
  const [isHandedOver, setHandedOver] = useState(true);
  const second = useSecondPerson();
  const read = rows.map(({ amount }) => readMoney(amount, currency));
  const totalMinor = read.reduce((sum, each) => sum + (each.ok ? each.value : 0), 0);
  const errors = read.map((each, index) => {
    if (!each.ok) return each.error;
    return index === 0 && totalMinor > payment.refundableMinor ? words.tooMuch : null;
  });
  const parts = rows.flatMap(({ way }, index) => {
    const each = read[index];
    return each?.ok && each.value > 0 ? [{ paymentId: payment.id, amountMinor: each.value, way }] : [];
  });
  const isRight = errors.every((error) => error === null) && parts.length > 0;
  const preview = useQuery({
    ...queries.payment.previewRefund.queryOptions({ input: { clientId: payment.clientId, parts } }),
    enabled: isRight,
    placeholderData: keepPreviousData,
  });
  const plan = isRight ? preview.data : undefined;
  // Known before the address changes, so that nobody is asked whether to drop what is done.
  const isDone = useRef(false);
  const sending = useMutation({
    mutationFn: () =>
      engine.payment.refund({
        requestUid,
        clientId: payment.clientId,
        parts,
        reason: reason.trim(),
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
  useUnsaved(() => reason !== '' && !isDone.current);
  const isConfirmed = !plan?.secondPersonNeeded || second.confirmed !== null;
  const canSend = plan !== undefined && !plan.overLimit && isConfirmed && reason.trim() !== '';
  return {
    rows,
    errors,
    totalMinor,
    plan,
    reason,
    setReason,
    isHandedOver,
    setHandedOver,
    second: second.fields,
    previewError: isRight ? preview.error : null,
    isSending: sending.isPending,
    error: sending.error,
    canSend,
    change: (at: number, part: Partial<Row>) =>
      setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row))),
    split: (ways: readonly Way[]) =>
      setRows(ways.map((way) => ({ way, amount: rows.find((row) => row.way === way)?.amount ?? '0' }))),
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      if (canSend && !sending.isPending) sending.mutate();
    },
  };
}

/** In words what leaves, what is owed again, and how the client stands afterwards. */
function Consequence(props: {
  readonly plan: Preview;
  readonly payment: PaymentView;
  readonly rows: readonly Row[];
  readonly format: StudioFormat;
}): ReactElement {
  const { plan, payment, rows, format } = props;
  const { leavingMinor, released, balanceAfterMinor } = plan;
  const isOwing = balanceAfterMinor < 0;
  const said = [
    leavingMinor > 0 ? words.leaves(format.money(leavingMinor)) : words.stays,
    released.length > 0
      ? words.released(
          released.map((part) =>
            words.releasedPart(
              dueTitle({ ...part, participant: '' }, format),
              format.money(part.amountMinor),
            ),
          ),
        )
      : '',
    isOwing
      ? words.owesAfter(payment.client, format.money(-balanceAfterMinor))
      : words.balanceAfter(payment.client, format.money(balanceAfterMinor)),
    rows.some(({ way }) => way === 'card') ? words.cardIsFinal : '',
  ];
  return (
    <Stack gap={4} role="status">
      <Text>{said.filter(Boolean).join(' ')}</Text>
      {plan.overLimit ? (
        <Alert color="red" variant="light" p={10} role="alert">
          {words.overLimit(plan.limitMinor > 0 ? format.money(plan.limitMinor) : '')}
        </Alert>
      ) : null}
    </Stack>
  );
}
