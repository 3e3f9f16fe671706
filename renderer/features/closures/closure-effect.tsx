import { Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import type { ClosurePreview } from '#contract/desktop/closure.ts';
import type { SessionRow } from '#contract/desktop/session.ts';
import type { ClosureId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { closureForm as words, closureMessages } from '#renderer/messages/closures.ts';
import { PlanTotals } from '#renderer/ui/plan-totals.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { type ClosureValues, previewFields } from './closure-values.ts';

/** Long enough that a date is not asked for at every digit. */
const PAUSE_MS = 250;

export interface LiveEffect {
  /** The newest there is; null before the first one and while the days or times are not there. */
  readonly preview: ClosurePreview | null;
  /** `preview` is exactly for what the form holds now. */
  readonly isCurrent: boolean;
  readonly error: unknown;
}

/** What the closure in the form would touch, asked again after every change. */
export function useClosureEffect(values: ClosureValues, exceptId: ClosureId | null): LiveEffect {
  const fields = previewFields(values);
  // Named by content, so that typing the name asks nothing again.
  const key = fields === null ? '' : JSON.stringify({ ...fields, exceptId });
  const [asked] = useDebouncedValue(key, PAUSE_MS);
  const input = useMemo(() => (asked === '' ? null : JSON.parse(asked)), [asked]);
  const query = useQuery({
    ...queries.closure.preview.queryOptions({ input }),
    enabled: input !== null && key !== '',
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const preview = key === '' ? null : (query.data ?? null);
  return {
    preview,
    isCurrent: preview !== null && asked === key && !query.isPlaceholderData && !query.isError,
    error: key === '' ? null : query.error,
  };
}

/** In words: which sessions lie inside, what cancelling them would give back, what else is closed. */
export function ClosureEffect(props: { readonly effect: LiveEffect }): ReactElement | null {
  const { preview, isCurrent, error } = props.effect;
  if (error) return <ErrorNote error={error} />;
  if (!preview)
    return (
      <Text size="sm" c="dimmed" role="status">
        {words.working}
      </Text>
    );
  return (
    <section className="closure-effect" aria-label={words.effect} data-old={!isCurrent || undefined}>
      <Stack gap={6}>
        <Summary preview={preview} />
        <SessionLines sessions={preview.sessions} total={preview.inside.count} />
        {preview.overlapping.length > 0 ? (
          <Text size="sm">{words.overlapping(preview.overlapping.map(({ title }) => title).join(', '))}</Text>
        ) : null}
      </Stack>
    </section>
  );
}

function Summary({ preview }: { readonly preview: ClosurePreview }): ReactElement {
  const format = useFormat();
  const { inside, plan } = preview;
  if (inside.count === 0)
    return (
      <Text size="sm" role="status">
        {words.noSessions}
      </Text>
    );
  return (
    <>
      <Text size="sm" fw={600} role="status">
        {plan
          ? words.sessions(format, plan.sessions, plan.bookings, plan.clients)
          : words.manySessions(format, inside.count)}
      </Text>
      <Text size="sm">{words.stay}</Text>
      {plan && plan.refundTotalMinor > 0 ? (
        <>
          <Text size="sm">{words.givesBack(format.money(plan.refundTotalMinor))}</Text>
          <PlanTotals totals={plan.totals} refundTotalMinor={plan.refundTotalMinor} />
        </>
      ) : null}
    </>
  );
}

const MOST_LINES = 5;

function SessionLines(props: {
  readonly sessions: readonly SessionRow[];
  readonly total: number;
}): ReactElement | null {
  const format = useFormat();
  const shown = props.sessions.slice(0, MOST_LINES);
  if (shown.length === 0) return null;
  const rest = props.total - shown.length;
  return (
    <ul className="closure-lines figures">
      {shown.map((session) => (
        <li key={session.id}>
          {`${format.day(session.date)}, ${format.time(session.time)} `}
          <span>{session.title}</span>
          {` ${closureMessages.booked(session.booked, session.capacity)}`}
        </li>
      ))}
      {rest > 0 ? <li>{closureMessages.moreSessions(format, rest)}</li> : null}
    </ul>
  );
}
