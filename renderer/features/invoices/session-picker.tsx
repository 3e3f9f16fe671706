import { Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Billable } from '#contract/desktop/invoice.ts';
import type { BookingId, ClientId } from '#domain/values/ids.ts';
import { addDays, isLocalDate, type LocalDate } from '#domain/values/time.ts';
import { queries } from '#renderer/api/engine.ts';
import { newInvoiceWords as words } from '#renderer/messages/invoices.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

type What = 'completed' | 'scheduled' | 'nothing';
const WHAT: readonly What[] = ['completed', 'scheduled', 'nothing'];

/** Which sessions of a client an invoice bills: of which days, and which of them are ticked; everything is to begin with. */
export function useSessionPick(clientId: ClientId | null, first: What) {
  const { zone } = useStudio();
  const today = todayIn(zone);
  const [what, setWhat] = useState<What>(first);
  const [from, setFrom] = useState<string>(addDays(today, -31));
  const [to, setTo] = useState<string>(today);
  const [off, setOff] = useState<ReadonlySet<BookingId>>(new Set());
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
  const bookingIds = ticked.map(({ bookingId }) => bookingId);
  return {
    what,
    from,
    to,
    off,
    rows,
    ticked,
    billable,
    isAsked: clientId !== null && range !== null,
    /** What the engine is told; null when no session is ticked. */
    chosen: range && bookingIds.length > 0 ? { ...range, bookingIds } : null,
    setFrom,
    setTo,
    setOff,
    choose: (next: What) => {
      setWhat(next);
      setFrom(next === 'scheduled' ? today : addDays(today, -31));
      setTo(next === 'scheduled' ? addDays(today, 31) : today);
    },
  };
}

/** The fields of it. */
export function SessionPicker(props: {
  readonly pick: ReturnType<typeof useSessionPick>;
  readonly label: string;
  /** How the choice of no sessions is named. */
  readonly nothing: string;
}): ReactElement {
  const { pick } = props;
  const isOff = pick.what === 'nothing';
  return (
    <>
      <Group gap={8} align="flex-start" grow>
        <Select
          label={props.label}
          data={WHAT.map((value) => ({ value, label: value === 'nothing' ? props.nothing : words[value] }))}
          value={pick.what}
          onChange={(value) => pick.choose(WHAT.find((known) => known === value) ?? 'completed')}
          allowDeselect={false}
        />
        <DayInput label={words.from} value={pick.from} onChange={pick.setFrom} disabled={isOff} />
        <DayInput label={words.to} value={pick.to} onChange={pick.setTo} disabled={isOff} />
      </Group>
      {!pick.isAsked ? null : pick.billable.isPending ? (
        <LoadingState rows={3} />
      ) : pick.billable.error ? (
        <ErrorNote error={pick.billable.error} />
      ) : (
        <SessionTicks rows={pick.rows} off={pick.off} onChange={pick.setOff} />
      )}
    </>
  );
}

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
