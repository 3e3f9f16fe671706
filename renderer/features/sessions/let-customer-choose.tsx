import { Radio, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useId, useState } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import {
  addDays,
  isLocalDate,
  isLocalTime,
  type LocalTime,
  localDate,
  localTime,
} from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { letChoose as words, reschedule } from '#renderer/messages/reschedule.ts';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ConflictNote } from './conflict-note.tsx';
import { TimePicker } from './time-picker.tsx';
import type { RescheduleRules } from './use-reschedule-rules.ts';

interface Props {
  readonly session: SessionView;
  readonly rules: RescheduleRules;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

const MOST = 20;

/** "Let customer choose": which times, until when, and what happens without an answer. The old place is kept until then. */
export function LetCustomerChoose(props: Props): ReactElement {
  const first = useQuery(queries.offer.propose.queryOptions({ input: { sessionId: props.session.id } }));
  if (first.error) return <ErrorState error={first.error} onRetry={() => void first.refetch()} />;
  if (!first.data) return <LoadingState rows={4} />;
  return <Form {...props} first={first.data} />;
}

type Proposal = Awaited<ReturnType<typeof engine.offer.propose>>;

function Form(props: Props & { readonly first: Proposal }): ReactElement {
  const { session, rules, first, onDone } = props;
  const client = useQueryClient();
  const consequenceId = useId();
  const mayCancel = useMayBulkCancel();
  const name = rules.clients[0]?.name ?? '';
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      message: '',
      choices: [] as readonly string[],
      deadlineDate: (first.deadline?.date ?? '') as string,
      deadlineTime: (first.deadline?.time ?? '') as string,
      fallback: 'keep' as 'keep' | 'cancel',
    },
    check: ({ choices, deadlineDate, deadlineTime }) => ({
      ...(choices.length === 0 ? { choices: words.timesMissing } : {}),
      ...(choices.length > MOST ? { choices: words.tooMany } : {}),
      ...(isLocalDate(deadlineDate) ? {} : { deadlineDate: fieldMessages.issue('DATE') }),
      ...(isLocalTime(deadlineTime) ? {} : { deadlineTime: fieldMessages.issue('TIME') }),
    }),
    submit: ({ message, choices, deadlineDate, deadlineTime, fallback }) =>
      engine.offer.make({
        sessionId: session.id,
        version: session.version,
        message,
        choices: choices.map((choice) => ({
          date: localDate(choice.slice(0, 10)),
          time: localTime(choice.slice(11)),
        })),
        deadlineDate: localDate(deadlineDate),
        deadlineTime: localTime(deadlineTime),
        fallback,
      }),
    onDone: ({ undoId }) => {
      void client.invalidateQueries({ queryKey: queries.session.key() });
      void client.invalidateQueries({ queryKey: queries.reschedule.key() });
      toastUndoable(words.made(name), undoId);
      onDone();
    },
  });
  const values = form.getValues();
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Textarea
          label={words.message}
          description={words.messageHint}
          maxLength={2000}
          {...form.getInputProps('message')}
        />
        <FreeTimes
          session={session}
          first={first}
          picked={values.choices}
          onPick={(choices) => form.setFieldValue('choices', choices)}
          error={form.errors['choices']}
        />
        <SimpleGrid cols={2} spacing={12}>
          <DayInput
            label={words.deadlineDate}
            {...form.getInputProps('deadlineDate')}
            value={values.deadlineDate}
          />
          <ClockInput
            label={words.deadlineTime}
            {...form.getInputProps('deadlineTime')}
            value={values.deadlineTime}
          />
        </SimpleGrid>
        <Radio.Group label={words.fallback} {...form.getInputProps('fallback')}>
          <Stack gap={8} mt={8}>
            <Radio size="xs" value="keep" label={words.keep} />
            {mayCancel ? <Radio size="xs" value="cancel" label={words.cancel} /> : null}
          </Stack>
        </Radio.Group>
        <ConflictNote error={error} label="" />
        <Consequence id={consequenceId} session={session} rules={rules} values={values} />
        <FormEnd
          label={reschedule.button}
          isSending={isSending}
          describedBy={consequenceId}
          onCancel={props.onLeave}
        />
      </Stack>
    </form>
  );
}

interface Values {
  readonly choices: readonly string[];
  readonly deadlineDate: string;
  readonly deadlineTime: string;
  readonly fallback: 'keep' | 'cancel';
}

/** Who is told what, what is kept, and what becomes of it without an answer, to the cent. */
function Consequence(props: {
  readonly id: string;
  readonly session: SessionView;
  readonly rules: RescheduleRules;
  readonly values: Values;
}): ReactElement {
  const { session, rules } = props;
  const { deadlineDate, deadlineTime, fallback, choices } = props.values;
  const format = useFormat();
  const plan = useQuery({
    ...queries.cancellation.preview.queryOptions({ input: { sessionIds: [session.id] } }),
    enabled: fallback === 'cancel',
  });
  const [client] = rules.clients;
  const until = isLocalDate(deadlineDate)
    ? `${format.day(deadlineDate)}, ${isLocalTime(deadlineTime) ? format.time(deadlineTime) : '…'}`
    : '…';
  const refundMinor = plan.data?.refundTotalMinor ?? 0;
  return (
    <Text size="sm" id={props.id} className="consequence">
      {words.consequence(client?.name ?? '', {
        times: choices.length,
        until,
        seat: `${format.day(session.date)}, ${format.time(session.time)}`,
        hasEmail: client?.hasEmail ?? false,
      })}{' '}
      {fallback === 'keep'
        ? words.thenKept
        : words.thenCanceled(refundMinor > 0 ? format.money(refundMinor) : null)}
    </Text>
  );
}

/** The free times of the days and hours that are looked at; what was picked stays picked when others are looked at. */
function FreeTimes(props: {
  readonly session: SessionView;
  readonly first: Proposal;
  readonly picked: readonly string[];
  readonly onPick: (picked: readonly string[]) => void;
  readonly error: ReactNode;
}): ReactElement {
  const { first, picked } = props;
  const [range, setRange] = useState({
    from: first.from as string,
    last: addDays(first.to, -1) as string,
    opens: first.opens as string,
    closes: first.closes as string,
  });
  const { from, last, opens, closes } = range;
  const isWhole = isLocalDate(from) && isLocalDate(last) && isLocalTime(opens) && isLocalTime(closes);
  const search = useQuery({
    ...queries.offer.propose.queryOptions({
      input: {
        sessionId: props.session.id,
        ...(isWhole
          ? { from, to: addDays(last, 1), opens: opens as LocalTime, closes: closes as LocalTime }
          : {}),
      },
    }),
    enabled: isWhole,
    placeholderData: keepPreviousData,
  });
  const field = (name: keyof typeof range) => ({
    value: range[name],
    onChange: (value: string) => setRange((now) => ({ ...now, [name]: value })),
  });
  const found = search.data ?? first;
  return (
    <Stack gap={8} role="group" aria-label={words.times}>
      <SimpleGrid cols={4} spacing={8}>
        <DayInput label={words.from} size="xs" {...field('from')} />
        <DayInput label={words.to} size="xs" {...field('last')} />
        <ClockInput label={words.opens} size="xs" {...field('opens')} />
        <ClockInput label={words.closes} size="xs" {...field('closes')} />
      </SimpleGrid>
      <ErrorNote error={search.error} />
      <TimePicker
        times={found.times.map(({ date, time }) => `${date}T${time}`)}
        picked={picked}
        onPick={props.onPick}
        {...(props.error ? { error: props.error } : {})}
      />
      {found.more ? (
        <Text size="xs" c="dimmed">
          {words.more}
        </Text>
      ) : null}
    </Stack>
  );
}
