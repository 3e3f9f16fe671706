import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import type { JobId, StaffId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { type EngineError, engineError } from '#renderer/api/engine-error.ts';
import { consequence, submitForm } from '#renderer/messages/cancellation.ts';
import { decisions as words } from '#renderer/messages/cancellation-tool.ts';
import { errorSentence } from '#renderer/messages/errors.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { PlanTotals } from '#renderer/ui/plan-totals.tsx';
import { isPin } from '#renderer/ui/second-person.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { DecisionRow } from './decision-row.ts';
import { Confirmation, TypedTotal } from './submit-section.tsx';
import { checkTypedTotal } from './typed-total.ts';

/** The plan as it stands now, its confirmations, and the button; the harmless one has the focus. */
export function DecisionDialog(props: {
  readonly row: DecisionRow;
  readonly onClose: () => void;
  readonly onCanceled: (jobId: JobId) => void;
}): ReactElement {
  const { row } = props;
  const plan = useQuery({
    ...queries.decision.preview.queryOptions({ input: { id: row.id } }),
    staleTime: 0,
  });
  return (
    <FormDialog title={words.cancelTitle} opened onClose={props.onClose} size="lg">
      {(leave) =>
        plan.error ? (
          <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
        ) : plan.data ? (
          <Plan {...props} plan={plan.data} leave={leave} onStale={() => void plan.refetch()} />
        ) : (
          <LoadingState rows={4} />
        )
      }
    </FormDialog>
  );
}

function Plan(props: {
  readonly row: DecisionRow;
  readonly plan: PlanSummary;
  readonly leave: () => void;
  readonly onStale: () => void;
  readonly onCanceled: (jobId: JobId) => void;
}): ReactElement {
  const { row, plan } = props;
  const format = useFormat();
  const form = useConfirmations(plan);
  const [error, setError] = useState<EngineError | null>(null);
  const [isPending, setPending] = useState(false);
  // The dialog opens before the plan is there: its own focus would find no button yet.
  const harmless = useRef<HTMLButtonElement>(null);
  useEffect(() => harmless.current?.focus(), []);
  const press = (): void => {
    if (!form.check() || isPending) return;
    setPending(true);
    engine.decision
      .cancel({ id: row.id, version: row.version, planHash: plan.planHash, ...form.given() })
      .then(
        ({ jobId }) => props.onCanceled(jobId),
        (thrown: unknown) => {
          const known = engineError(thrown);
          if (known.code === 'PLAN_CHANGED') props.onStale();
          setError(known);
        },
      )
      .finally(() => setPending(false));
  };
  return (
    <Stack gap={14}>
      <PlanTotals totals={plan.totals} refundTotalMinor={plan.refundTotalMinor} />
      {plan.typedTotalNeeded ? <TypedTotal form={form.fields} summary={plan} /> : null}
      {plan.secondPersonNeeded ? <Confirmation form={form.fields} /> : null}
      {error || plan.overLimit ? (
        <Alert color="red" variant="light" p={10} role="alert">
          <Text size="sm">{error ? errorSentence(error) : submitForm.overLimit}</Text>
        </Alert>
      ) : null}
      <Text size="sm" id="decision-consequence">
        {consequence(plan, 'email', format)}
      </Text>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={props.leave} ref={harmless}>
          {words.keep}
        </Button>
        <Button
          color="red.9"
          onClick={press}
          loading={isPending}
          disabled={plan.overLimit || plan.sessions === 0}
          aria-describedby="decision-consequence"
        >
          {words.cancelButton}
        </Button>
      </Group>
    </Stack>
  );
}

/** The typed total and the second person, where the plan asks for them. */
function useConfirmations(plan: PlanSummary) {
  const { currency } = useStudio();
  const [typedTotal, setTypedTotal] = useState('');
  const [secondPersonId, setSecondPersonId] = useState<StaffId | null>(null);
  const [pin, setPin] = useState('');
  const [wasPressed, setPressed] = useState(false);
  const typed = checkTypedTotal(typedTotal, plan.refundTotalMinor, currency);
  const found = {
    typedTotal:
      !plan.typedTotalNeeded || typed.state === 'right'
        ? undefined
        : typed.state === 'empty'
          ? submitForm.typedTotalMissing
          : submitForm.typedTotalUnreadable,
    secondPerson:
      plan.secondPersonNeeded && secondPersonId === null ? submitForm.secondPersonMissing : undefined,
    pin: plan.secondPersonNeeded && !isPin(pin) ? submitForm.secondPinMissing : undefined,
  };
  return {
    fields: {
      typedTotal,
      setTypedTotal,
      secondPersonId,
      setSecondPersonId,
      pin,
      setPin,
      errors: wasPressed ? found : {},
    },
    check: (): boolean => {
      setPressed(true);
      return !Object.values(found).some(Boolean);
    },
    given: () => ({
      ...(plan.typedTotalNeeded && typed.state === 'right' ? { typedTotalMinor: typed.typedMinor } : {}),
      ...(plan.secondPersonNeeded && secondPersonId !== null
        ? { secondPerson: { staffId: secondPersonId, pin } }
        : {}),
    }),
  };
}
