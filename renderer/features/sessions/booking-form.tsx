import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import type { SessionView } from '#contract/desktop/session.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { type EngineError, engineError } from '#renderer/api/engine-error.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { dueTitle } from '#renderer/messages/payments.ts';
import { bookingMessages as words } from '#renderer/messages/sessions.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ClientSelect } from '#renderer/ui/client-select.tsx';
import { fieldErrors } from '#renderer/ui/field-errors.ts';
import { ChargedNote } from '#renderer/ui/charged-note.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { FundingEditor, firstRow } from '#renderer/ui/funding-editor.tsx';
import {
  type BookingOptions,
  coverOf,
  type FundingInput,
  type FundingRow,
  toFundings,
} from '#renderer/ui/funding-rows.ts';
import { fundingWords } from '#renderer/ui/funding-words.ts';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { missingOf, PrepaymentGate, WaivePrepayment } from '#renderer/ui/prepayment-gate.tsx';
import { ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useUnsaved } from '#renderer/ui/unsaved.ts';
import { NewClient } from './new-client.tsx';
import { ParticipantSelect } from './participant-select.tsx';

/** Gives a client a place in a session: first who, then what it costs and how it is paid. */
export function BookingForm(props: {
  readonly session: SessionView;
  /** Whom it starts with. */
  readonly first?: ClientRow | undefined;
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const [client, setClient] = useState<ClientRow | null>(props.first ?? null);
  const [added, setAdded] = useState<string | null>(null);
  const place = { sessionId: props.session.id };
  const options = useQuery({
    ...queries.booking.options.queryOptions({
      input: { sessionId: props.session.id, clientId: client?.id as ClientRow['id'] },
    }),
    enabled: client !== null,
  });
  if (added !== null)
    return (
      <NewClient
        typed={added}
        onDone={(row) => {
          setClient(row);
          setAdded(null);
        }}
        onCancel={() => setAdded(null)}
      />
    );
  return (
    <Stack gap={12}>
      <ClientSelect
        label={words.client}
        hint={words.clientHint}
        nothing={words.noClient}
        chosen={client}
        onChange={setClient}
        onNew={setAdded}
        place={place}
      />
      {client && options.data ? (
        <PrepaymentGate key={client.id} client={client} place={place} isRefreshing={options.isFetching}>
          <PlaceForm key={client.id} {...props} client={client} options={options.data} />
        </PrepaymentGate>
      ) : (
        <>
          {options.error ? <ErrorNote error={options.error} /> : null}
          {client && options.isPending ? <LoadingState rows={3} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onCancel}>
              {uiMessages.cancel}
            </Button>
            <Button disabled>{words.submit}</Button>
          </Group>
        </>
      )}
    </Stack>
  );
}

function PlaceForm(props: {
  readonly session: SessionView;
  readonly client: ClientRow;
  readonly options: BookingOptions;
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { session, client, options } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [participant, setParticipant] = useState('');
  const [price, setPrice] = useState(moneyText(options.priceMinor, currency));
  const [rows, setRows] = useState<readonly FundingRow[]>(() => [firstRow(options, currency)]);
  const [overbookReason, setReason] = useState('');
  const [dropInReason, setDropInReason] = useState('');
  const [withoutPrepayment, setWithoutPrepayment] = useState(false);
  const priceRead = readMoney(price, currency);
  const priceMinor = priceRead.ok ? priceRead.value : null;
  const { title, serviceName, date, time } = session;
  const description = dueTitle({ title: title || serviceName, date, time, participant }, format);
  const fundings = toFundings(rows, currency, description);
  const cover = priceMinor === null ? null : coverOf(rows, priceMinor, currency);
  const isFull = session.booked >= session.capacity;
  const booking = useMutation({
    mutationFn: (sent: readonly FundingInput[]) =>
      engine.booking.create({
        requestUid,
        sessionId: session.id,
        clientId: client.id,
        participant,
        priceMinor: priceMinor ?? 0,
        fundings: [...sent],
        overbookReason: isFull ? overbookReason : '',
        dropInReason,
        withoutPrepayment,
      }),
    onSuccess: ({ chargeId }) => {
      if (chargeId === null) props.onDone(participant || client.name);
    },
  });
  // Asked for once the engine says that the session belongs to a class without drop-in.
  const needsDropInReason =
    dropInReason !== '' || (booking.error !== null && engineError(booking.error).code === 'CLASS_ONLY');
  useUnsaved(() => !booking.isSuccess);
  const errors = fieldErrors(booking.error);
  const isCovered = cover?.kind === 'exact' || cover?.kind === 'credit_covers';
  const canSend = fundings !== null && isCovered && (!isFull || overbookReason.trim() !== '');
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (canSend && !booking.isPending) booking.mutate(fundings);
  };
  const chargeId = booking.data?.chargeId ?? null;
  if (chargeId !== null)
    return (
      <ChargedNote
        done={words.booked(participant || client.name)}
        chargeId={chargeId}
        onClose={() => props.onDone(participant || client.name)}
      />
    );
  const changePrice = (text: string): void => {
    setPrice(text);
    // With a single amount the price is what is paid.
    if (rows.length === 1) setRows(rows.map((row) => ({ ...row, amount: text })));
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Text size="sm" c="dimmed" className="figures">
          {words.available(format.money(options.availableMinor))}
        </Text>
        <ParticipantSelect
          client={client}
          label={words.participant}
          hint={words.participantHint}
          value={participant}
          onChange={setParticipant}
          error={errors['participant']}
        />
        <MoneyInput
          label={words.price}
          value={price}
          onChange={(event) => changePrice(event.currentTarget.value)}
          error={errors['priceMinor'] ?? (priceRead.ok ? null : priceRead.error)}
        />
        <FundingEditor rows={rows} options={options} priceMinor={priceMinor} onChange={setRows} />
        {isFull ? (
          <Alert color="yellow" py={8}>
            <Stack gap={8}>
              {words.full(session.booked, session.capacity)}
              <TextInput
                label={words.overbookReason}
                required
                maxLength={300}
                value={overbookReason}
                onChange={(event) => setReason(event.currentTarget.value)}
                error={errors['overbookReason']}
              />
            </Stack>
          </Alert>
        ) : null}
        {needsDropInReason ? (
          <TextInput
            label={words.dropInReason}
            description={words.dropInReasonHint}
            required
            autoFocus
            maxLength={300}
            value={dropInReason}
            onChange={(event) => setDropInReason(event.currentTarget.value)}
            error={errors['dropInReason']}
          />
        ) : null}
        {fundings && isCovered ? (
          <Text>
            {words.consequence(
              participant || client.name,
              fundingWords(fundings, words.consequences.credit, format),
            )}
          </Text>
        ) : null}
        <WaivePrepayment
          client={client}
          error={booking.error}
          checked={withoutPrepayment}
          onChange={setWithoutPrepayment}
        />
        <BookingError error={booking.error} />
        <FormEnd
          label={words.submit}
          isSending={booking.isPending}
          isDisabled={!canSend}
          onCancel={props.onCancel}
        />
      </Stack>
    </form>
  );
}

/** What a field already says is not said twice. */
function BookingError(props: { readonly error: unknown }): ReactElement | null {
  if (props.error === null || missingOf(props.error)) return null;
  const error: EngineError = engineError(props.error);
  const isAtFields = error.code === 'INVALID_INPUT' && error.data.issues.length > 0;
  return isAtFields ? <Text c="red">{fieldMessages.markedAbove}</Text> : <ErrorNote error={props.error} />;
}
