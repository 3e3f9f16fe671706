import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
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
import { MoneyInput, readMoney } from '#renderer/ui/money-input.tsx';
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
      direction: 'plus' as 'plus' | 'minus',
      amountMinor: '',
      onDate: startDay(days, todayIn(zone)) as string,
      reason: '',
    },
    check: ({ amountMinor, onDate, reason }) => {
      const read = readMoney(amountMinor, currency);
      return {
        ...(read.ok
          ? read.value > 0
            ? {}
            : { amountMinor: fieldMessages.notAnAmount }
          : { amountMinor: read.error }),
        ...(isLocalDate(onDate) ? {} : { onDate: fieldMessages.issue('DATE') }),
        ...(reason.trim() ? {} : { reason: fieldMessages.required }),
      };
    },
    submit: ({ direction, amountMinor, onDate, reason }) =>
      engine.wage.adjust({
        requestUid,
        practitionerId: totals.practitionerId,
        onDate: onDate as LocalDate,
        amountMinor: signed(direction, amountMinor, currency),
        reason,
      }),
    onDone: ({ undoId }, { direction, amountMinor }) => {
      props.onDone();
      toastUndoable(words.adjusted(format.money(signed(direction, amountMinor, currency))), undoId);
    },
  });
  const { direction, amountMinor } = form.getValues();
  const read = readMoney(amountMinor, currency);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <SegmentedControl
          aria-label={words.direction}
          value={direction}
          onChange={(value) => form.setFieldValue('direction', value === 'minus' ? 'minus' : 'plus')}
          data={[
            { value: 'plus', label: words.directions.plus },
            { value: 'minus', label: words.directions.minus },
          ]}
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
        {read.ok && read.value > 0 ? (
          <Text>{words.adjustConsequence(format.money(read.value), totals.name, direction === 'plus')}</Text>
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

function signed(direction: 'plus' | 'minus', text: string, currency: string): number {
  const read = readMoney(text, currency);
  if (!read.ok) return 0;
  return direction === 'plus' ? read.value : -read.value;
}
