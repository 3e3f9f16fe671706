import { Checkbox, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useId } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import { isLocalDate, isLocalTime, localDate, localTime } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { reschedule as words } from '#renderer/messages/reschedule.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { feeOf, feeProblem, NO_FEE } from '#renderer/ui/fee-choice.ts';
import { FeeFields } from '#renderer/ui/fee-fields.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { LoadingState } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ConflictNote } from './conflict-note.tsx';
import type { RescheduleRules } from './use-reschedule-rules.ts';

interface Props {
  readonly session: SessionView;
  readonly rules: RescheduleRules;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

/** "Choose new time": the date and time of the desk's choosing; what stands against it is shown, and may be overruled. */
export function ChooseNewTime(props: Props): ReactElement {
  const settings = useQuery(queries.studio.notificationSettings.queryOptions());
  return settings.data ? (
    <Form {...props} tellByDefault={settings.data.tellMoved} />
  ) : (
    <LoadingState rows={3} />
  );
}

function Form(props: Props & { readonly tellByDefault: boolean }): ReactElement {
  const { session, rules, onDone } = props;
  const format = useFormat();
  const client = useQueryClient();
  const consequenceId = useId();
  const title = session.title || session.serviceName;
  const { durationMinutes } = session;
  const when = (date: string, time: string) =>
    `${format.day(date)}, ${format.timeRange(time, durationMinutes)}`;
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      date: session.date as string,
      time: session.time as string,
      tell: props.tellByDefault && rules.clients.length > 0,
      allowConflicts: false,
      ...NO_FEE,
    },
    check: ({ date, time, ...fee }) => ({
      ...feeProblem(fee),
      ...(isLocalDate(date) ? {} : { date: fieldMessages.issue('DATE') }),
      ...(isLocalTime(time) ? {} : { time: fieldMessages.issue('TIME') }),
      ...(date === session.date && time === session.time ? { time: fieldMessages.issue('UNCHANGED') } : {}),
    }),
    submit: ({ date, time, tell, allowConflicts, ...fee }) =>
      engine.session.move({
        id: session.id,
        version: session.version,
        date: localDate(date),
        time: localTime(time),
        durationMinutes,
        allowConflicts,
        tellClients: tell,
        ...feeOf(fee, rules.fees),
      }),
    onDone: ({ undoId, told }, { date, time }) => {
      void client.invalidateQueries({ queryKey: queries.session.key() });
      toastUndoable(words.moved(title, when(date, time), told), undoId);
      onDone();
    },
  });
  const { date, time, tell } = form.getValues();
  const names = rules.clients.map(({ name }) => name);
  const isChosen =
    isLocalDate(date) && isLocalTime(time) && !(date === session.date && time === session.time);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <SimpleGrid cols={2} spacing={12}>
          <DayInput label={words.date} {...form.getInputProps('date')} value={form.getValues().date} />
          <ClockInput label={words.time} {...form.getInputProps('time')} value={form.getValues().time} />
        </SimpleGrid>
        {names.length > 0 ? (
          <Checkbox label={uiMessages.tellThem} {...form.getInputProps('tell', { type: 'checkbox' })} />
        ) : null}
        <FeeFields
          fees={rules.fees}
          way={form.getInputProps('feeWay')}
          isWaived={form.getValues().feeWay === 'waive'}
          reason={form.getInputProps('feeReason')}
        />
        {rules.offer && names[0] ? (
          <Text size="sm">{words.offerOpen(names[0], format.instant(rules.offer.deadlineAt))}</Text>
        ) : null}
        <ConflictNote
          error={error}
          label={words.anyway}
          onGoOn={() => {
            form.setFieldValue('allowConflicts', true);
            // The answer to the question belongs to this attempt; the values are sent as they stand.
            requestAnimationFrame(() => onSubmit());
          }}
        />
        <Text size="sm" id={consequenceId} className="consequence">
          {isChosen
            ? words.consequence(
                title,
                when(session.date, session.time),
                when(date, time),
                tell ? words.told(names) : words.toldNobody(names),
              )
            : words.notChosen}
        </Text>
        <FormEnd
          label={words.button}
          isSending={isSending}
          describedBy={consequenceId}
          onCancel={props.onLeave}
        />
      </Stack>
    </form>
  );
}
