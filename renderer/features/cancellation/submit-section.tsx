import { Alert, Button, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { consequence, overWords, submitForm as words } from '#renderer/messages/cancellation.ts';
import { SecondPerson } from '#renderer/ui/second-person.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { MessageFields } from './message-fields.tsx';
import { checkTypedTotal } from './typed-total.ts';
import { type CancellationForm, FIELDS_ID } from './use-cancellation-form.ts';
import type { LivePlan } from './use-plan.ts';

const NON_CARD = new Set(['cash', 'check', 'transfer', 'other']);

/** What happens with cash and the like, where the plan has any; it stands with the totals, which it changes. */
export function TenderChoice(props: {
  readonly form: CancellationForm;
  readonly plan: LivePlan;
}): ReactElement | null {
  const { values, change } = props.form;
  if (!props.plan.summary?.totals.some((total) => NON_CARD.has(total.tender))) return null;
  return (
    <Radio.Group
      label={words.cash}
      description={values.nonCardRefund ? words.cashHint[values.nonCardRefund] : undefined}
      value={values.nonCardRefund ?? ''}
      onChange={(value) => change({ nonCardRefund: value === 'cash_due' ? 'cash_due' : 'account_credit' })}
    >
      <div className="radio-row">
        <Radio value="account_credit" label={words.cashAccountCredit} size="xs" />
        <Radio value="cash_due" label={words.cashDue} size="xs" />
      </div>
    </Radio.Group>
  );
}

/** Reason, message, and the confirmations that this plan asks for. */
export function SubmitFields(props: {
  readonly form: CancellationForm;
  readonly plan: LivePlan;
  readonly sessionIds: readonly SessionId[];
  readonly asksWhetherToTell: boolean;
}): ReactElement {
  const { form, plan } = props;
  const { values, errors, change } = form;
  return (
    <Stack gap={14} id={FIELDS_ID}>
      <Textarea
        label={words.reason}
        description={words.reasonHint}
        value={values.reason}
        onChange={(event) => change({ reason: event.currentTarget.value.replaceAll(/[\r\n]+/g, ' ') })}
        maxLength={300}
        minRows={1}
        maxRows={4}
        error={errors.reason}
        required
        withAsterisk={false}
      />
      <MessageFields
        asksWhether={props.asksWhetherToTell}
        draft={values}
        onChange={change}
        errors={{ subject: errors.subject, body: errors.body }}
        sessionIds={props.sessionIds}
        reason={values.reason}
      />
      {plan.summary?.typedTotalNeeded ? <TypedTotal form={form} summary={plan.summary} /> : null}
      {plan.summary?.secondPersonNeeded ? <Confirmation form={form} /> : null}
    </Stack>
  );
}

type Confirmations = Pick<
  CancellationForm,
  'typedTotal' | 'setTypedTotal' | 'secondPersonId' | 'setSecondPersonId' | 'pin' | 'setPin' | 'errors'
>;

/** The total that goes back, typed to confirm it. */
export function TypedTotal(props: {
  readonly form: Confirmations;
  readonly summary: PlanSummary;
}): ReactElement {
  const { form, summary } = props;
  const format = useFormat();
  const { currency } = useStudio();
  const typed = checkTypedTotal(form.typedTotal, summary.refundTotalMinor, currency);
  const wrong =
    typed.state === 'different'
      ? words.typedTotalDifferent(format.money(typed.typedMinor), format.money(summary.refundTotalMinor))
      : undefined;
  return (
    <TextInput
      label={words.typedTotal}
      description={words.typedTotalHint(format.money(summary.refundTotalMinor))}
      value={form.typedTotal}
      onChange={(event) => form.setTypedTotal(event.currentTarget.value)}
      error={form.errors.typedTotal && wrong ? wrong : form.errors.typedTotal}
      inputMode="decimal"
      autoComplete="off"
      className="typed-total"
    />
  );
}

/** Another owner or admin, with their own PIN. */
export function Confirmation(props: { readonly form: Confirmations }): ReactElement {
  const { form } = props;
  return (
    <SecondPerson
      staffId={form.secondPersonId}
      onStaff={form.setSecondPersonId}
      pin={form.pin}
      onPin={form.setPin}
      errors={{ staffId: form.errors.secondPerson, pin: form.errors.pin }}
    />
  );
}

/** What will happen, in words, and below it the button that does it. */
export function SubmitFoot(props: {
  readonly form: CancellationForm;
  readonly plan: LivePlan;
  readonly isAnythingTicked: boolean;
  /** Ticked sessions in the list that have taken place already. */
  readonly over: number;
  readonly notice: ReactNode;
  /** What the button says, and whether it may be pressed at all. */
  readonly label?: string;
  readonly isRefused?: boolean;
}): ReactElement {
  const { form, plan } = props;
  const format = useFormat();
  const { summary } = plan;
  const isOver = summary?.overLimit ?? false;
  const nothingLeft = summary !== null && plan.isCurrent && summary.sessions === 0;
  return (
    <div className="plan-foot">
      {props.notice}
      {isOver ? (
        <Alert color="red" variant="light" p={10} role="alert">
          <Text size="sm">{words.overLimit}</Text>
        </Alert>
      ) : null}
      <Text size="sm" id="cancel-consequence" className="consequence" data-old={!plan.isCurrent || undefined}>
        {props.isAnythingTicked && summary
          ? `${consequence(summary, form.values.channel, format)}${overWords(format, props.over)}`
          : props.isAnythingTicked
            ? words.planNotReady
            : words.nothingSelected}
      </Text>
      <Button
        fullWidth
        color="red.9"
        onClick={form.press}
        aria-describedby="cancel-consequence"
        disabled={!plan.isCurrent || isOver || nothingLeft || form.isPending || props.isRefused === true}
        loading={form.isPending}
      >
        {props.label ?? words.button}
      </Button>
    </div>
  );
}
