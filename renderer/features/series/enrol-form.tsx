import { Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import type { ClassView, EnrolmentOptions } from '#contract/desktop/enrolment.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { classWords } from '#renderer/messages/classes.ts';
import { bookingMessages } from '#renderer/messages/sessions.ts';
import { ChargedNote } from '#renderer/ui/charged-note.tsx';
import { ClientSelect } from '#renderer/ui/client-select.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { FundingEditor, firstRow } from '#renderer/ui/funding-editor.tsx';
import { coverOf, type FundingInput, type FundingRow, toFundings } from '#renderer/ui/funding-rows.ts';
import { fundingWords } from '#renderer/ui/funding-words.ts';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { missingOf, PrepaymentGate, WaivePrepayment } from '#renderer/ui/prepayment-gate.tsx';
import { ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useUnsaved } from '#renderer/ui/unsaved.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useKnownClient } from '#renderer/ui/use-known-client.ts';
import { EnrolLines } from './enrol-lines.tsx';
import { EnrolReasons } from './enrol-reasons.tsx';

const words = classWords.form;

interface FormProps {
  readonly view: ClassView;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Enrols a client: who, then each session with its price, then how all of it is paid. `who` is already chosen. */
export function EnrolForm(props: FormProps & { readonly who: ClientId | undefined }): ReactElement {
  const { who, ...form } = props;
  const { client, isPending } = useKnownClient(who);
  return isPending ? <LoadingState rows={3} /> : <Fields {...form} first={client ?? null} />;
}

function Fields(props: FormProps & { readonly first: ClientRow | null }): ReactElement {
  const [client, setClient] = useState(props.first);
  const [participant, setParticipant] = useState('');
  const place = { seriesId: props.view.seriesId };
  const options = useQuery({
    ...queries.enrolment.options.queryOptions({
      input: { seriesId: props.view.seriesId, clientId: client?.id as ClientRow['id'], participant },
    }),
    enabled: client !== null,
  });
  return (
    <Stack gap={12}>
      <Group grow align="flex-start">
        <ClientSelect
          label={bookingMessages.client}
          hint={bookingMessages.clientHint}
          nothing={bookingMessages.noClient}
          chosen={client}
          onChange={setClient}
          place={place}
        />
        <TextInput
          label={bookingMessages.participant}
          placeholder={client?.name ?? ''}
          maxLength={120}
          value={participant}
          onChange={(event) => setParticipant(event.currentTarget.value)}
        />
      </Group>
      {options.error ? <ErrorNote error={options.error} /> : null}
      {client && options.isPending ? <LoadingState rows={3} /> : null}
      {client && options.data ? (
        <PrepaymentGate key={client.id} client={client} place={place} isRefreshing={options.isFetching}>
          <Pay key={client.id} {...props} client={client} participant={participant} options={options.data} />
        </PrepaymentGate>
      ) : null}
    </Stack>
  );
}

interface PayProps extends FormProps {
  readonly client: ClientRow;
  readonly participant: string;
  readonly options: EnrolmentOptions;
}

function Pay(props: PayProps): ReactElement {
  const { options, client } = props;
  const format = useFormat();
  const { currency } = useStudio();
  const who = props.participant || client.name;
  const toBook = options.lines.filter(({ what }) => what === 'book');
  const full = toBook.filter(({ booked, capacity }) => booked >= capacity).length;
  const [price, setPrice] = useState(moneyText(options.priceMinor, currency));
  const [rows, setRows] = useState<readonly FundingRow[]>(() => [firstRow(options, currency)]);
  const [reasons, setReasons] = useState({ lateReason: '', overbookReason: '' });
  const [tell, setTell] = useState(false);
  const [requestUid] = useState(() => crypto.randomUUID());
  const [withoutPrepayment, setWithoutPrepayment] = useState(false);
  const priceRead = readMoney(price, currency);
  const priceMinor = priceRead.ok ? priceRead.value : null;
  const fundings = toFundings(rows, currency, props.view.title);
  const cover = priceMinor === null ? null : coverOf(rows, priceMinor, currency);
  const isCovered = cover?.kind === 'exact' || cover?.kind === 'credit_covers';
  const enrolling = useMutation({
    mutationFn: (sent: readonly FundingInput[]) =>
      engine.enrolment.enrol({
        requestUid,
        seriesId: props.view.seriesId,
        clientId: client.id,
        participant: props.participant,
        sessionIds: toBook.map(({ sessionId }) => sessionId),
        priceMinor: priceMinor ?? 0,
        fundings: [...sent],
        lateReason: options.late ? reasons.lateReason : '',
        overbookReason: full > 0 ? reasons.overbookReason : '',
        tell,
        withoutPrepayment,
      }),
    onSuccess: ({ places, undoId, chargeId: asked }) => {
      toastUndoable(words.done(who, places), undoId);
      if (asked === null) props.onDone();
    },
  });
  useUnsaved(() => !enrolling.isSuccess);
  const hasReasons =
    (options.late === null || reasons.lateReason.trim() !== '') &&
    (full === 0 || reasons.overbookReason.trim() !== '');
  const short = shortOfCredits(rows, options, toBook.length);
  const isPossible = !options.isEnrolled && toBook.length > 0;
  const canSend = isPossible && fundings !== null && isCovered && hasReasons && short === null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (canSend && !enrolling.isPending) enrolling.mutate(fundings);
  };
  const chargeId = enrolling.data?.chargeId ?? null;
  if (chargeId !== null)
    return (
      <ChargedNote
        done={words.done(who, enrolling.data?.places ?? 0)}
        chargeId={chargeId}
        onClose={props.onDone}
      />
    );
  const changePrice = (text: string): void => {
    setPrice(text);
    if (rows.length === 1) setRows(rows.map((row) => ({ ...row, amount: text })));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={12}>
        <EnrolLines options={options} />
        {isPossible ? (
          <>
            <Text size="sm" c="dimmed" className="figures">
              {bookingMessages.available(format.money(options.availableMinor))}
            </Text>
            <MoneyInput
              label={bookingMessages.price}
              value={price}
              onChange={(event) => changePrice(event.currentTarget.value)}
              error={priceRead.ok ? null : priceRead.error}
            />
            <FundingEditor rows={rows} options={options} priceMinor={priceMinor} onChange={setRows} />
            {short ? <Text c="red">{words.tooFewCredits(short.has, toBook.length)}</Text> : null}
            <EnrolReasons
              late={options.late}
              full={full}
              reasons={reasons}
              onChange={(part) => setReasons({ ...reasons, ...part })}
            />
            <Checkbox
              label={words.tell}
              checked={tell}
              onChange={(event) => setTell(event.currentTarget.checked)}
            />
            {fundings && isCovered && !short ? (
              <Text>
                {words.consequence(
                  who,
                  toBook.length,
                  [...new Set(fundingWords(fundings, words.creditsUsed(toBook.length), format))],
                  tell,
                )}
              </Text>
            ) : null}
          </>
        ) : (
          <Text>{options.isEnrolled ? words.isEnrolled : words.nothingToBook}</Text>
        )}
        <WaivePrepayment
          client={client}
          error={enrolling.error}
          checked={withoutPrepayment}
          onChange={setWithoutPrepayment}
        />
        <FormEnd
          label={words.submit(toBook.length)}
          isSending={enrolling.isPending}
          isDisabled={!canSend}
          error={missingOf(enrolling.error) ? null : enrolling.error}
          onCancel={props.onCancel}
        />
      </Stack>
    </form>
  );
}

/** What the chosen lots have, if it is less than is needed. */
function shortOfCredits(
  rows: readonly FundingRow[],
  { lots }: EnrolmentOptions,
  needs: number,
): { readonly has: number } | null {
  if (!rows.some(({ way }) => way === 'package')) return null;
  const chosen = new Set(rows.map(({ lotId }) => lotId));
  const has = lots.filter(({ id }) => chosen.has(id)).reduce((sum, { remaining }) => sum + remaining, 0);
  return has < needs ? { has } : null;
}
