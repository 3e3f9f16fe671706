import { Alert, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { PaymentView } from '#contract/desktop/payment.ts';
import type { engine } from '#renderer/api/engine.ts';
import { dueTitle, refundWords as words } from '#renderer/messages/payments.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { SecondPerson } from '#renderer/ui/second-person.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { AddPayment, PaymentRows, type RefundRow } from './refund-rows.tsx';
import { useRefund } from './use-refund.ts';

type Preview = Awaited<ReturnType<typeof engine.payment.previewRefund>>;

/** Gives payments of a client back, in part or whole, each in one or two ways; says first what that leaves owed. */
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
  return (
    <form onSubmit={refund.onSubmit} noValidate>
      <Stack gap={12}>
        {refund.chosen.map((each, index) => (
          <PaymentRows
            key={each.id}
            payment={each}
            rows={rows.filter(({ paymentId }) => paymentId === each.id)}
            error={refund.errorOf(each)}
            isFirst={index === 0}
            onChange={(next) => refund.setRowsOf(each.id, next)}
            onRemove={index === 0 ? undefined : () => refund.remove(each.id)}
          />
        ))}
        <AddPayment others={refund.others} onAdd={refund.add} />
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
        {plan && plan.beyondMinor > 0 ? (
          <Alert color="orange" variant="light" p={10}>
            <Checkbox
              label={words.beyond(payment.client, format.money(plan.beyondMinor))}
              description={words.beyondHint}
              checked={refund.hasAgreed}
              onChange={(event) => refund.agree(event.currentTarget.checked)}
            />
          </Alert>
        ) : null}
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

/** In words what leaves, what is owed again, and how the client stands afterwards. */
function Consequence(props: {
  readonly plan: Preview;
  readonly payment: PaymentView;
  readonly rows: readonly RefundRow[];
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
