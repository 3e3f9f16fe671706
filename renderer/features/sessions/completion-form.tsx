import { Group, Radio, Stack, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { CompletionType } from '#contract/desktop/completion.ts';
import type { SessionView } from '#contract/desktop/session.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { completionWords as words } from '#renderer/messages/completion.ts';
import { fieldErrors } from '#renderer/ui/field-errors.ts';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyInput, readMoney } from '#renderer/ui/money-input.tsx';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useUnsaved } from '#renderer/ui/unsaved.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { type BookingEnd, BookingEnds } from './booking-ends.tsx';
import { CompletionConsequence } from './completion-consequence.tsx';

type Options = Awaited<ReturnType<typeof engine.completion.options>>;

interface FormProps {
  readonly session: SessionView;
  readonly onDone: (
    label: string,
    undoId: Awaited<ReturnType<typeof engine.completion.save>>['undoId'],
  ) => void;
  readonly onCancel: () => void;
  /** Opens the cancellation of the session, where paid places get their money back. */
  readonly onCancelSession: () => void;
}

/** Saves a session: how it ended, for single bookings otherwise if need be, and what that costs and earns. */
export function CompletionForm(props: FormProps): ReactElement {
  const options = useQuery(
    queries.completion.options.queryOptions({ input: { sessionId: props.session.id } }),
  );
  if (options.error) return <ErrorState error={options.error} onRetry={() => void options.refetch()} />;
  if (options.isPending) return <LoadingState rows={5} />;
  return <LoadedForm {...props} options={options.data} />;
}

function LoadedForm(props: FormProps & { readonly options: Options }): ReactElement {
  const { session, options } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const [typeId, setType] = useState(options.types[0]?.id);
  const [ends, setEnds] = useState(() => endsByCheckIn(options));
  const [cost, setCost] = useState('');
  const [wage, setWage] = useState('');
  const [reason, setReason] = useState('');
  const type = options.types.find(({ id }) => id === typeId);
  const isOverride = type?.builtIn === 'override';
  const costRead = readMoney(cost, currency);
  const wageRead = readMoney(wage, currency);
  const override =
    isOverride && costRead.ok && wageRead.ok
      ? { costMinor: costRead.value, wageMinor: wageRead.value }
      : null;
  const bookings = choicesOf(ends, options, currency);
  const isReady = type !== undefined && bookings !== null && (!isOverride || override !== null);
  const choice = { sessionId: session.id, typeId: type?.id ?? 0, override, bookings: bookings ?? [], reason };
  const input = choice as Parameters<typeof engine.completion.preview>[0];
  const preview = useQuery({
    ...queries.completion.preview.queryOptions({ input: { ...input, reason: '' } }),
    enabled: isReady,
    placeholderData: keepPreviousData,
  });
  const saving = useMutation({
    mutationFn: () => engine.completion.save({ ...input, version: session.version }),
    onSuccess: ({ undoId }) => props.onDone(type?.label ?? '', undoId),
  });
  useUnsaved(() => !saving.isSuccess && (reason !== '' || cost !== '' || wage !== ''));
  const errors = fieldErrors(saving.error);
  const needsReason = isOverride || (bookings ?? []).some(({ costMinor }) => costMinor !== null);
  const canSave =
    isReady && preview.data?.refusal === null && (!needsReason || reason.trim() !== '') && !saving.isPending;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (canSave) saving.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={16}>
        <Radio.Group
          label={words.how}
          value={typeId === undefined ? '' : String(typeId)}
          onChange={(value) => setType(options.types.find(({ id }) => String(id) === value)?.id)}
        >
          <Stack gap={10} mt={8}>
            {options.types.map((each, index) => (
              <Radio
                key={each.id}
                value={String(each.id)}
                label={each.label}
                description={effectOf(each, format)}
                autoFocus={index === 0}
              />
            ))}
          </Stack>
        </Radio.Group>
        {isOverride ? (
          <Group grow align="flex-start">
            <MoneyInput
              label={words.cost}
              required
              value={cost}
              onChange={(event) => setCost(event.currentTarget.value)}
              error={errors['override.costMinor'] ?? (cost === '' || costRead.ok ? null : costRead.error)}
            />
            <MoneyInput
              label={words.wage}
              required
              value={wage}
              onChange={(event) => setWage(event.currentTarget.value)}
              error={errors['override.wageMinor'] ?? (wage === '' || wageRead.ok ? null : wageRead.error)}
            />
          </Group>
        ) : null}
        <BookingEnds
          bookings={options.bookings}
          types={options.types}
          ends={ends}
          onChange={setEnds}
          byCheckIn={options.bookings.some(({ checkedIn }) => checkedIn)}
        />
        <TextInput
          label={words.reason}
          description={words.reasonHint}
          required={needsReason}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={errors['reason']}
        />
        {isReady && preview.data ? (
          <CompletionConsequence
            preview={preview.data}
            practitioner={session.practitionerName}
            onCancelSession={props.onCancelSession}
          />
        ) : null}
        {preview.error ? <ErrorNote error={preview.error} /> : null}
        {saving.error ? <ErrorNote error={saving.error} /> : null}
        <FormEnd
          label={words.submit}
          isSending={saving.isPending}
          isDisabled={!canSave}
          onCancel={props.onCancel}
        />
      </Stack>
    </form>
  );
}

/** What a status does, in words: its description where it has one, else its modifiers. */
function effectOf(type: CompletionType, format: StudioFormat): string {
  if (type.builtIn !== null) return words.builtIn[type.builtIn];
  const amount = (modifier: number): string =>
    type.modifierType === 'fixed' ? format.money(modifier) : `${modifier} %`;
  const effect = words.effect(amount(type.clientModifier), amount(type.practitionerModifier));
  return type.description ? `${type.description} ${effect}` : effect;
}

/** As soon as somebody was checked in, who was not has missed it; the person may say otherwise. */
function endsByCheckIn({ bookings, types }: Options): ReadonlyMap<number, BookingEnd> {
  const missed = types.find(({ status }) => status === 'missed');
  if (!missed || !bookings.some(({ checkedIn }) => checkedIn)) return new Map();
  const absent = bookings.filter(({ checkedIn }) => !checkedIn);
  return new Map(absent.map(({ bookingId }) => [bookingId, { typeId: missed.id, cost: '' }]));
}

/** Null while a typed cost is none. */
function choicesOf(ends: ReadonlyMap<number, BookingEnd>, options: Options, currency: string) {
  const choices = options.bookings.flatMap(({ bookingId }) => {
    const end = ends.get(bookingId);
    const type = options.types.find(({ id }) => id === end?.typeId);
    if (!end || !type) return [];
    const cost = type.builtIn === 'override' ? readMoney(end.cost, currency) : null;
    if (cost && !cost.ok) return [null];
    return [{ bookingId, typeId: type.id, costMinor: cost ? cost.value : null }];
  });
  return choices.every((each) => each !== null) ? choices : null;
}
