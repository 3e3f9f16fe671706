import { Button, Group, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useId } from 'react';
import type { OfferRow } from '#contract/desktop/offer.ts';
import {
  instantToWall,
  isLocalDate,
  isLocalTime,
  type LocalDate,
  type LocalTime,
  localDate,
  localTime,
} from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { letChoose, offers as words } from '#renderer/messages/reschedule.ts';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { feeOf, feeProblem, NO_FEE } from '#renderer/ui/fee-choice.ts';
import { FeeFields } from '#renderer/ui/fee-fields.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Enters what the client has chosen, or gives them longer. */
export function OfferDialog(props: {
  readonly chosen: { readonly offer: OfferRow; readonly act: 'enter' | 'extend' } | null;
  readonly onClose: () => void;
}): ReactElement {
  const { chosen, onClose } = props;
  const title = chosen?.act === 'enter' ? words.enterTitle(chosen.offer.clientName) : words.extendTitle;
  return (
    <FormDialog opened={chosen !== null} onClose={onClose} title={title}>
      {(leave) =>
        chosen === null ? null : chosen.act === 'enter' ? (
          <EnterChoice offer={chosen.offer} onDone={onClose} onLeave={leave} />
        ) : (
          <Extend offer={chosen.offer} onDone={onClose} onLeave={leave} />
        )
      }
    </FormDialog>
  );
}

interface FormProps {
  readonly offer: OfferRow;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

function EnterChoice({ offer, onDone, onLeave }: FormProps): ReactElement {
  const format = useFormat();
  const consequenceId = useId();
  const when = (choice: string) =>
    `${format.day(choice.slice(0, 10), 'long')}, ${format.timeRange(choice.slice(11), offer.durationMinutes)}`;
  const rules = useQuery(queries.reschedule.rules.queryOptions({ input: { id: offer.sessionId } }));
  const fees = rules.data?.fees ?? [];
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { time: '', ...NO_FEE },
    check: ({ time, ...fee }) => ({
      ...(time === '' ? { time: words.enterFirst } : {}),
      ...feeProblem(fee),
    }),
    submit: ({ time, ...fee }) =>
      engine.offer.choose({
        ...feeOf(fee, fees),
        id: offer.id,
        version: offer.version,
        date: localDate(time.slice(0, 10)),
        time: localTime(time.slice(11)),
      }),
    onDone: ({ undoId }, { time }) => {
      toastUndoable(words.chosen(offer.clientName, when(time)), undoId);
      onDone();
    },
  });
  const { time } = form.getValues();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={14}>
        <Radio.Group aria-label={words.columns.choices} {...form.getInputProps('time')}>
          <Stack gap={8}>
            {offer.choices.map((choice, index) => (
              <Radio
                key={choice.date + choice.time}
                value={`${choice.date}T${choice.time}`}
                label={when(`${choice.date}T${choice.time}`)}
                {...(index === 0 ? { 'data-autofocus': true } : {})}
              />
            ))}
          </Stack>
        </Radio.Group>
        <FeeFields
          fees={fees}
          way={form.getInputProps('feeWay')}
          isWaived={form.getValues().feeWay === 'waive'}
          reason={form.getInputProps('feeReason')}
        />
        <ErrorNote error={error} />
        <Text size="sm" id={consequenceId} className="consequence">
          {time === '' ? words.enterFirst : words.enterConsequence(offer.clientName, when(time))}
        </Text>
        <Buttons label={words.move} isSending={isSending} onLeave={onLeave} describedBy={consequenceId} />
      </Stack>
    </form>
  );
}

function Extend({ offer, onDone, onLeave }: FormProps): ReactElement {
  const consequenceId = useId();
  const wall = instantToWall(offer.deadlineAt, offer.zone);
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { deadlineDate: wall.date as string, deadlineTime: wall.time as string },
    check: ({ deadlineDate, deadlineTime }) => ({
      ...(isLocalDate(deadlineDate) ? {} : { deadlineDate: fieldMessages.issue('DATE') }),
      ...(isLocalTime(deadlineTime) ? {} : { deadlineTime: fieldMessages.issue('TIME') }),
    }),
    submit: ({ deadlineDate, deadlineTime }) =>
      engine.offer.extend({
        id: offer.id,
        version: offer.version,
        deadlineDate: deadlineDate as LocalDate,
        deadlineTime: deadlineTime as LocalTime,
      }),
    onDone: ({ undoId }) => {
      toastUndoable(words.extended, undoId);
      onDone();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={14}>
        <SimpleGrid cols={2} spacing={12}>
          <DayInput
            label={letChoose.deadlineDate}
            data-autofocus
            {...form.getInputProps('deadlineDate')}
            value={form.getValues().deadlineDate}
          />
          <ClockInput
            label={letChoose.deadlineTime}
            {...form.getInputProps('deadlineTime')}
            value={form.getValues().deadlineTime}
          />
        </SimpleGrid>
        <ErrorNote error={error} />
        <Text size="sm" id={consequenceId} className="consequence">
          {words.extendConsequence(offer.clientName)}
        </Text>
        <Buttons label={words.extend} isSending={isSending} onLeave={onLeave} describedBy={consequenceId} />
      </Stack>
    </form>
  );
}

function Buttons(props: {
  readonly label: string;
  readonly isSending: boolean;
  readonly onLeave: () => void;
  readonly describedBy: string;
}): ReactElement {
  return (
    <Group justify="flex-end" gap={8}>
      <Button variant="default" onClick={props.onLeave}>
        {words.keep}
      </Button>
      <Button type="submit" loading={props.isSending} aria-describedby={props.describedBy}>
        {props.label}
      </Button>
    </Group>
  );
}
