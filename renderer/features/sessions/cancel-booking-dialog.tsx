import { Alert, Checkbox, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import {
  BOOKING_MONEY_CHOICES,
  type BookingMoneyChoice,
  MONEY_CHOICES,
} from '#domain/cancellation/booking-plan.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { bookingCancelWords as words } from '#renderer/messages/roster.ts';
import { sessionMessages } from '#renderer/messages/sessions.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { SecondPerson, useSecondPerson } from '#renderer/ui/second-person.tsx';
import { ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { nameOf } from './find-people.ts';

type Booking = SessionView['bookings'][number];
type Preview = Awaited<ReturnType<typeof engine.booking.previewCancel>>;
const BY = ['client', 'staff', 'studio'] as const;
type By = (typeof BY)[number];

/** Takes one booking out of a session: who cancels, why, what becomes of the money, and who is told. */
export function CancelBookingDialog(props: {
  readonly booking: Booking;
  readonly onClose: () => void;
}): ReactElement {
  const name = nameOf(props.booking);
  return (
    <FormDialog title={words.title(name)} opened onClose={props.onClose} size="lg">
      {(leave) => <CancelForm booking={props.booking} name={name} leave={leave} onDone={props.onClose} />}
    </FormDialog>
  );
}

function CancelForm(props: {
  readonly booking: Booking;
  readonly name: string;
  readonly leave: () => void;
  readonly onDone: () => void;
}): ReactElement {
  const { booking, name, leave, onDone } = props;
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [by, setBy] = useState<By>('client');
  const [reason, setReason] = useState('');
  const [money, setMoney] = useState<BookingMoneyChoice>(
    booking.byClient?.now.label == null ? 'back' : 'policy',
  );
  const [tells, setTells] = useState(false);
  const second = useSecondPerson();
  const preview = useQuery(queries.booking.previewCancel.queryOptions({ input: { id: booking.id, money } }));
  const templates = useQuery(queries.studio.templates.queryOptions());
  const plan = preview.data;
  const cancel = useMutation({
    mutationFn: (shown: Preview) =>
      engine.booking.cancel({
        requestUid,
        id: booking.id,
        version: booking.version,
        by,
        reason: reason.trim(),
        money,
        planHash: shown.planHash,
        message:
          tells && templates.data
            ? { channel: 'email', ...templates.data.bookingCanceled }
            : { channel: 'none', subject: '', body: '' },
        ...(shown.secondPersonNeeded && second.confirmed ? { secondPerson: second.confirmed } : {}),
      }),
    onSuccess: ({ undoId, promoted: [promoted] }) => {
      toastUndoable(promoted ? words.doneAndPromoted(name, promoted) : words.done(name), undoId);
      onDone();
    },
    // What was planned may have changed meanwhile: the sentence above the button says so before the next try.
    onError: () => void preview.refetch(),
  });
  const isConfirmed = !plan?.secondPersonNeeded || second.confirmed !== null;
  const canSend = plan !== undefined && !plan.overLimit && reason.trim() !== '' && isConfirmed;
  const chooseBy = (chosen: By): void => {
    setBy(chosen);
    // The policy is one for clients.
    if (chosen !== 'client' && money === 'policy') setMoney('back');
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (canSend && !cancel.isPending) cancel.mutate(plan);
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Choice label={words.by} values={BY} names={words.byNames} value={by} onChange={chooseBy} />
        <TextInput
          label={words.reason}
          required
          withAsterisk={false}
          maxLength={300}
          value={reason}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Choice
          label={words.money}
          values={by === 'client' ? BOOKING_MONEY_CHOICES : MONEY_CHOICES}
          names={words.moneyNames}
          value={money}
          onChange={setMoney}
        />
        <Checkbox
          label={words.tell}
          checked={tells}
          onChange={(event) => setTells(event.currentTarget.checked)}
        />
        {preview.error ? <ErrorNote error={preview.error} /> : null}
        {plan ? (
          <>
            {money === 'policy' ? <Text>{words.byPolicy(plan.policyLabel)}</Text> : null}
            <Consequence plan={plan} format={format} />
          </>
        ) : preview.isPending ? (
          <LoadingState rows={2} />
        ) : null}
        {plan?.secondPersonNeeded ? <SecondPerson {...second.fields} /> : null}
        <FormEnd
          label={words.submit}
          isSending={cancel.isPending}
          isDisabled={!canSend}
          isDangerous
          error={cancel.error}
          onCancel={leave}
          cancelLabel={words.keep}
        />
      </Stack>
    </form>
  );
}

function Choice<Value extends string>(props: {
  readonly label: string;
  readonly values: readonly Value[];
  readonly names: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}): ReactElement {
  const { label, values, names, value, onChange } = props;
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {label}
      </Text>
      <SegmentedControl
        aria-label={label}
        data={values.map((each) => ({ value: each, label: names[each] }))}
        value={value}
        onChange={(chosen) => onChange(values.find((each) => each === chosen) ?? value)}
      />
    </div>
  );
}

/** In one sentence, what becomes of the money; then who waits, and what may stand in the way. */
function Consequence(props: { readonly plan: Preview; readonly format: StudioFormat }): ReactElement {
  const { plan, format } = props;
  const sends = plan.parts.some(({ action }) => action === 'refund_card');
  return (
    <Stack gap={4}>
      <Text>{words.consequence(partsOf(plan, format))}</Text>
      {sends ? <Text size="sm">{words.cardHold}</Text> : null}
      {plan.waiting > 0 ? <Text size="sm">{words.waiting(plan.waiting)}</Text> : null}
      {plan.overLimit ? (
        <Alert color="red" variant="light" p={10} role="alert">
          {words.overLimit(format.money(plan.limitMinor))}
        </Alert>
      ) : null}
    </Stack>
  );
}

function partsOf({ parts, chargeMinor }: Preview, format: StudioFormat): string[] {
  const said = parts.flatMap(({ action, amountMinor, lotName, isKept }) => {
    if (isKept) return lotName === null ? [] : [words.keptCredit(lotName)];
    if (action === 'nothing') return [sessionMessages.consequence.nothing];
    if (action === 'return_credit') return [sessionMessages.consequence.return_credit(lotName ?? '')];
    return [sessionMessages.consequence[action](format.money(amountMinor))];
  });
  return chargeMinor > 0 ? [...said, words.keptCharge(format.money(chargeMinor))] : said;
}
