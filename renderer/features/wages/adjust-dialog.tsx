import { Stack, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { WageTotals } from '#contract/desktop/wage.ts';
import { addDays, isLocalDate, type LocalDate } from '#domain/values/time.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { wageWords as words } from '#renderer/messages/wages.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import type { DaySpan } from '#renderer/ui/day-span-fields.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyInput } from '#renderer/ui/money-input.tsx';
import {
  amountProblem,
  type Direction,
  DirectionControl,
  signedAmount,
} from '#renderer/ui/signed-amount.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

interface AdjustProps {
  readonly days: DaySpan;
  readonly totals: WageTotals;
}

/** Adds to somebody's wages or takes off, with a reason. */
export function AdjustDialog(
  props: AdjustProps & { readonly opened: boolean; readonly onClose: () => void },
): ReactElement {
  return (
    <FormDialog title={words.adjustTitle(props.totals.name)} opened={props.opened} onClose={props.onClose}>
      {(leave) => (
        <AdjustForm days={props.days} totals={props.totals} onDone={props.onClose} onLeave={leave} />
      )}
    </FormDialog>
  );
}

function AdjustForm(
  props: AdjustProps & { readonly onDone: () => void; readonly onLeave: () => void },
): ReactElement {
  const { days, totals } = props;
  const { currency, zone } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      direction: 'plus' as Direction,
      amountMinor: '',
      onDate: startDay(days, todayIn(zone)) as string,
      reason: '',
    },
    check: ({ amountMinor, onDate, reason }) => ({
      amountMinor: amountProblem(amountMinor, currency),
      onDate: isLocalDate(onDate) ? null : fieldMessages.issue('DATE'),
      reason: reason.trim() ? null : fieldMessages.required,
    }),
    submit: ({ direction, amountMinor, onDate, reason }) =>
      engine.wage.adjust({
        requestUid,
        practitionerId: totals.practitionerId,
        onDate: onDate as LocalDate,
        amountMinor: signedAmount(direction, amountMinor, currency),
        reason,
      }),
    onDone: ({ undoId }, { direction, amountMinor }) => {
      props.onDone();
      toastUndoable(words.adjusted(format.money(signedAmount(direction, amountMinor, currency))), undoId);
    },
  });
  const { direction, amountMinor } = form.getValues();
  const change = Math.abs(signedAmount(direction, amountMinor, currency));
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <DirectionControl
          label={words.direction}
          words={words.directions}
          value={direction}
          onChange={(value) => form.setFieldValue('direction', value)}
        />
        <MoneyInput label={words.amount} data-autofocus {...form.getInputProps('amountMinor')} />
        <DayInput
          label={words.day}
          value={form.getValues().onDate}
          onChange={(value) => form.setFieldValue('onDate', value)}
          error={form.errors['onDate']}
        />
        <TextInput
          label={words.reason}
          description={words.adjustReasonHint}
          maxLength={300}
          {...form.getInputProps('reason')}
        />
        {change > 0 ? (
          <Text>{words.adjustConsequence(format.money(change), totals.name, direction === 'plus')}</Text>
        ) : null}
        <FormEnd label={words.saveAdjustment} isSending={isSending} error={error} onCancel={props.onLeave} />
      </Stack>
    </form>
  );
}

/** Today, or where the days shown lie before or after it, their last or first: the adjustment is seen where it was made. */
function startDay({ from, to }: DaySpan, today: LocalDate): LocalDate {
  if (today < from) return from;
  return today < to ? today : addDays(to, -1);
}
