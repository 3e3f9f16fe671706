import { Checkbox, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import type { WageTotals } from '#contract/desktop/wage.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { wageWords as words } from '#renderer/messages/wages.ts';
import type { DaySpan } from '#renderer/ui/day-span-fields.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

interface PayProps {
  readonly days: DaySpan;
  readonly totals: WageTotals;
}

/** Marks as paid what is due of the days, or of all days up to their end. */
export function PayDialog(
  props: PayProps & { readonly opened: boolean; readonly onClose: () => void },
): ReactElement {
  return (
    <FormDialog title={words.payTitle(props.totals.name)} opened={props.opened} onClose={props.onClose}>
      {(leave) => <PayForm days={props.days} totals={props.totals} onDone={props.onClose} onLeave={leave} />}
    </FormDialog>
  );
}

type Method = keyof typeof words.methods;
const methods: readonly Method[] = ['transfer', 'cash'];

function PayForm(
  props: PayProps & { readonly onDone: () => void; readonly onLeave: () => void },
): ReactElement {
  const { days, totals } = props;
  const format = useFormat();
  const consequence = useId();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [withEarlier, setWithEarlier] = useState(totals.dueMinor <= 0);
  const range = {
    practitionerId: totals.practitionerId,
    from: withEarlier ? null : days.from,
    to: days.to,
  };
  const preview = useQuery(queries.wage.previewPayout.queryOptions({ input: range }));
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { method: 'transfer' as Method, note: '' },
    submit: (values) => engine.wage.pay({ ...range, ...values, requestUid, hash: preview.data?.hash ?? '' }),
    onDone: ({ amountMinor }) => {
      props.onDone();
      toast(words.paid(format.money(amountMinor), totals.name));
    },
  });
  if (preview.error) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  const plan = preview.data;
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Text>{words.payDays(format.dayRange(days.from, days.to))}</Text>
        {totals.dueBeforeMinor === 0 ? null : (
          <Checkbox
            label={words.withEarlier(format.money(totals.dueBeforeMinor))}
            checked={withEarlier}
            onChange={(event) => setWithEarlier(event.currentTarget.checked)}
          />
        )}
        <Select
          label={words.method}
          data={methods.map((value) => ({ value, label: words.methods[value] }))}
          allowDeselect={false}
          data-autofocus
          {...form.getInputProps('method')}
        />
        <TextInput
          label={words.note}
          description={words.payNoteHint}
          maxLength={300}
          {...form.getInputProps('note')}
        />
        {plan ? (
          <Text id={consequence} role="status">
            {plan.hash !== null
              ? words.payConsequence(
                  format.money(plan.amountMinor),
                  plan.entries,
                  words.methods[form.getValues().method],
                )
              : plan.amountMinor < 0
                ? words.owesMore(format.money(-plan.amountMinor))
                : words.nothingToPay}
          </Text>
        ) : (
          <LoadingState rows={2} />
        )}
        <FormEnd
          label={words.markAsPaid}
          isDisabled={!plan?.hash}
          isSending={isSending}
          describedBy={consequence}
          error={error}
          onCancel={props.onLeave}
        />
      </Stack>
    </form>
  );
}
