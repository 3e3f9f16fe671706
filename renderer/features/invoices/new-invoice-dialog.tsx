import { Checkbox, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import type { Billable } from '#contract/desktop/invoice.ts';
import type { BookingId, ClientId, InvoiceId } from '#domain/values/ids.ts';
import { addDays, isLocalDate, type LocalDate } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { newInvoiceWords as words } from '#renderer/messages/invoices.ts';
import { ClientSelect } from '#renderer/ui/client-select.tsx';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { isUntouched, OwnLineFields, readLine, type TypedLine } from './own-line-fields.tsx';

/** What a new invoice bills: ticked sessions of one client, and lines of one's own. It becomes a draft. */
export function NewInvoiceDialog(props: {
  readonly opened: boolean;
  /** For whom it is, when one comes from that client's panel. */
  readonly clientId: ClientId | null;
  readonly onClose: () => void;
  readonly onDone: (id: InvoiceId) => void;
}): ReactElement {
  return (
    <FormDialog title={words.title} opened={props.opened} onClose={props.onClose} size="lg">
      {(leave) => <NewInvoiceForm {...props} onLeave={leave} />}
    </FormDialog>
  );
}

type What = 'completed' | 'scheduled' | 'nothing';
const WHAT: readonly What[] = ['completed', 'scheduled', 'nothing'];

function NewInvoiceForm(props: {
  readonly clientId: ClientId | null;
  readonly onClose: () => void;
  readonly onDone: (id: InvoiceId) => void;
  readonly onLeave: () => void;
}): ReactElement {
  const { zone, currency } = useStudio();
  const today = todayIn(zone);
  const [requestUid] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<ClientRow | null>(null);
  const [what, setWhat] = useState<What>('completed');
  const [from, setFrom] = useState<string>(addDays(today, -31));
  const [to, setTo] = useState<string>(today);
  const [off, setOff] = useState<ReadonlySet<BookingId>>(new Set());
  const [lines, setLines] = useState<readonly TypedLine[]>([]);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const given = useQuery({
    ...queries.client.get.queryOptions({ input: { id: props.clientId ?? (0 as ClientId) } }),
    enabled: props.clientId !== null && chosen === null,
  });
  const clientId = chosen?.id ?? props.clientId;
  const range =
    what !== 'nothing' && isLocalDate(from) && isLocalDate(to)
      ? { from, to: addDays(to, 1) as LocalDate, of: what }
      : null;
  const billable = useQuery({
    ...queries.invoice.billable.queryOptions({
      input: {
        clientId: clientId ?? (0 as ClientId),
        ...(range ?? { from: today, to: addDays(today, 1), of: 'completed' as const }),
      },
    }),
    enabled: clientId !== null && range !== null,
  });
  const rows = range ? (billable.data ?? []) : [];
  const ticked = rows.filter(({ bookingId }) => !off.has(bookingId));
  const typed = lines.filter((line) => !isUntouched(line)).map((line) => readLine(line, currency));
  const making = useMutation({
    mutationFn: (input: Parameters<typeof engine.invoice.create>[0]) => engine.invoice.create(input),
    onSuccess: ({ id, undoId }) => {
      toastUndoable(words.created, undoId);
      props.onClose();
      props.onDone(id);
    },
  });
  const own = typed.flatMap((line) => line ?? []);
  const isWhole = clientId !== null && own.length === typed.length && own.length + ticked.length > 0;
  const submit = (): void => {
    setTried(true);
    if (clientId === null || !isWhole) return;
    const bookingIds = ticked.map(({ bookingId }) => bookingId);
    making.mutate({
      requestUid,
      clientId,
      sessions: range && bookingIds.length > 0 ? { ...range, bookingIds } : null,
      own,
      note,
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap={12}>
        {props.clientId !== null && chosen === null ? (
          <Text fw={600}>{given.data?.name ?? ''}</Text>
        ) : (
          <ClientSelect
            label={words.client}
            hint={words.clientHint}
            nothing={words.noClient}
            chosen={chosen}
            onChange={setChosen}
          />
        )}
        <Group gap={8} align="flex-start" grow>
          <Select
            label={words.what}
            data={WHAT.map((value) => ({ value, label: words[value] }))}
            value={what}
            onChange={(value) => {
              const next = WHAT.find((known) => known === value) ?? 'completed';
              setWhat(next);
              setFrom(next === 'scheduled' ? today : addDays(today, -31));
              setTo(next === 'scheduled' ? addDays(today, 31) : today);
            }}
            allowDeselect={false}
          />
          <DayInput label={words.from} value={from} onChange={setFrom} disabled={what === 'nothing'} />
          <DayInput label={words.to} value={to} onChange={setTo} disabled={what === 'nothing'} />
        </Group>
        {clientId === null || range === null ? null : billable.isPending ? (
          <LoadingState rows={3} />
        ) : billable.error ? (
          <ErrorNote error={billable.error} />
        ) : (
          <SessionTicks rows={rows} off={off} onChange={setOff} />
        )}
        <OwnLineFields lines={lines} onChange={setLines} />
        <Textarea
          label={words.note}
          description={words.noteHint}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Text size="sm" role="status" c={isTried && !isWhole ? 'red.9' : 'dimmed'}>
          {isTried && !isWhole ? words.needsLine : words.consequence(ticked.length + typed.length)}
        </Text>
        <FormEnd
          error={making.error}
          label={words.create}
          isSending={making.isPending}
          onCancel={props.onLeave}
        />
      </Stack>
    </form>
  );
}

/** Everything is ticked to begin with. */
function SessionTicks(props: {
  readonly rows: readonly Billable[];
  readonly off: ReadonlySet<BookingId>;
  readonly onChange: (off: ReadonlySet<BookingId>) => void;
}): ReactElement {
  const { rows, off } = props;
  const format = useFormat();
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.noSessions}
      </Text>
    );
  return (
    <Stack gap={4} role="group" aria-label={words.sessions} mah={260} style={{ overflow: 'auto' }}>
      {rows.map(
        ({ bookingId, sessionDate, sessionTime, title, participant, label, kind, lotName, amountMinor }) => (
          <Group key={bookingId} justify="space-between" wrap="nowrap" gap={12} pr={12}>
            <Checkbox
              checked={!off.has(bookingId)}
              onChange={({ currentTarget: { checked } }) => {
                const next = new Set(off);
                if (checked) next.delete(bookingId);
                else next.add(bookingId);
                props.onChange(next);
              }}
              label={[
                `${format.day(sessionDate)}, ${format.time(sessionTime)}`,
                words.session(title, participant),
                label,
                kind === 'package' ? words.paidByPackage(lotName) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            />
            <MoneyText amountMinor={kind === 'package' ? 0 : amountMinor} />
          </Group>
        ),
      )}
    </Stack>
  );
}
