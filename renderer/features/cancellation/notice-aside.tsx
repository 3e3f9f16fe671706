import { Alert, Button, Stack, Text, Textarea } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import type { SessionId } from '#domain/values/ids.ts';
import { isLocalDate, isLocalTime, wallToInstant, zone as zoneOf } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { type EngineError, engineError } from '#renderer/api/engine-error.ts';
import { bulk, submitForm } from '#renderer/messages/cancellation.ts';
import { tool as words } from '#renderer/messages/cancellation-tool.ts';
import { errorSentence } from '#renderer/messages/errors.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useBulkCancel } from './bulk-cancel-store.ts';
import { proposeDecision } from './decide-by.ts';
import { MessageFields } from './message-fields.tsx';
import { EMPTY_NOTICE, useTool } from './tool-action.ts';

/** Notify only: the news, the text, and whom it reaches. */
export function NotifyAside(props: {
  readonly choice: ReactNode;
  readonly ids: readonly SessionId[];
}): ReactElement {
  const format = useFormat();
  const audience = useAudience(props.ids);
  const notice = useNotice('sessionNotice');
  const { reason, message } = notice;
  const send = useSend(async (requestUid) => {
    const sent = await engine.notice.send({ requestUid, sessionIds: [...props.ids], reason, message });
    notice.clear();
    toastUndoable(words.sent(format, sent.messages), sent.undoId);
  });
  const { clients = 0, bookings = 0, sessions = 0, withoutEmail = 0 } = audience ?? {};
  return (
    <NoticeAside
      {...{ choice: props.choice, notice, send, ids: props.ids }}
      consequence={
        words.reaches(format, clients, bookings, sessions) +
        (withoutEmail > 0 ? words.withoutEmail(format, withoutEmail) : '')
      }
      button={words.send}
      isReady={clients > 0}
    />
  );
}

/** Warn now, decide later: until when, the reason, the warning. */
export function DecideAside(props: {
  readonly choice: ReactNode;
  readonly ids: readonly SessionId[];
  readonly rows: readonly { readonly id: SessionId; readonly startsAt: number }[];
}): ReactElement {
  const format = useFormat();
  const { zone } = useStudio();
  const navigate = useNavigate();
  const audience = useAudience(props.ids);
  const notice = useNotice('decisionWarning');
  const [by, setBy] = useState(() => proposeDecision(Date.now(), zoneOf(zone)));
  const { date, time } = by;
  const decideAt =
    isLocalDate(date) && isLocalTime(time) ? wallToInstant({ date, time, zone: zoneOf(zone) }).at : null;
  const ticked = new Set(props.ids);
  const starts = props.rows.filter(({ id }) => ticked.has(id)).map(({ startsAt }) => startsAt);
  const isTooLate = decideAt !== null && starts.length > 0 && decideAt >= Math.max(...starts);
  const { reason, message } = notice;
  const send = useSend(async (requestUid) => {
    if (decideAt === null) return;
    const request = { requestUid, title: '', sessionIds: [...props.ids], decideAt, reason, warning: message };
    const made = await engine.decision.create(request);
    notice.clear();
    toastUndoable(words.warned(format, made.messages), made.undoId);
    void navigate({ to: '/cancellations/decisions' });
  });
  const { clients = 0, sessions = 0, withoutEmail = 0 } = audience ?? {};
  const when = decideAt === null ? '' : format.instant(decideAt);
  const timeError = isTooLate
    ? fieldMessages.issue('AFTER_LAST_SESSION')
    : isLocalTime(time)
      ? null
      : words.notATime;
  return (
    <NoticeAside
      {...{ choice: props.choice, notice, send, ids: props.ids, deadline: when }}
      reasonError={send.wasPressed && reason.trim() === '' ? words.reasonMissing : undefined}
      fields={
        <div className="decide-by">
          <DayInput
            label={words.decideBy}
            value={by.date}
            error={isLocalDate(by.date) ? null : bulk.notADate}
            onChange={(date) => setBy({ ...by, date })}
          />
          <ClockInput
            label={words.decideTime}
            value={by.time}
            error={timeError}
            onChange={(time) => setBy({ ...by, time })}
          />
        </div>
      }
      consequence={
        words.warns(format, clients, sessions, when || todayIn(zone)) +
        (withoutEmail > 0 ? words.withoutEmail(format, withoutEmail) : '') +
        (decideAt !== null && decideAt > Math.min(...starts) && !isTooLate ? ` ${words.afterFirst}` : '')
      }
      button={words.warn}
      isReady={sessions > 0 && decideAt !== null && !isTooLate}
      needsReason
    />
  );
}

type Notice = ReturnType<typeof useNotice>;
type Send = ReturnType<typeof useSend>;

function NoticeAside(props: {
  readonly choice: ReactNode;
  readonly notice: Notice;
  readonly send: Send;
  readonly ids: readonly SessionId[];
  readonly deadline?: string;
  readonly fields?: ReactNode;
  readonly reasonError?: string | undefined;
  readonly consequence: string;
  readonly button: string;
  readonly isReady: boolean;
  readonly needsReason?: boolean;
}): ReactElement {
  const { notice, send } = props;
  const isEmpty = props.ids.length === 0;
  const press = (): void => send.press(!props.needsReason || notice.reason.trim() !== '');
  return (
    <aside className="bulk-aside panel-card" aria-label={props.button}>
      <div className="bulk-aside-scroll">
        <Stack gap={14}>
          {props.choice}
          {props.fields}
          <Textarea
            label={words.reason}
            description={words.reasonHint}
            value={notice.reason}
            onChange={(event) =>
              notice.change({ reason: event.currentTarget.value.replaceAll(/[\r\n]+/g, ' ') })
            }
            maxLength={300}
            minRows={1}
            maxRows={4}
            error={props.reasonError}
          />
          <MessageFields
            asksWhether={false}
            draft={{ channel: 'email', ...notice.message }}
            onChange={({ subject, body }) =>
              notice.change({
                ...(subject === undefined ? {} : { subject }),
                ...(body === undefined ? {} : { body }),
              })
            }
            errors={{}}
            sessionIds={props.ids}
            reason={notice.reason}
            {...(props.deadline === undefined ? {} : { deadline: props.deadline })}
          />
        </Stack>
      </div>
      <div className="plan-foot">
        {send.error ? (
          <Alert color="red" variant="light" p={10} role="alert">
            <Text size="sm">{errorSentence(send.error)}</Text>
          </Alert>
        ) : null}
        <Text size="sm" id="notice-consequence" className="consequence">
          {isEmpty ? submitForm.nothingSelected : props.consequence}
        </Text>
        <Button
          fullWidth
          onClick={press}
          aria-describedby="notice-consequence"
          disabled={isEmpty || !props.isReady}
          loading={send.isPending}
        >
          {props.button}
        </Button>
      </div>
    </aside>
  );
}

/** Whom a message about the sessions would reach; what was known stays until the new answer is there. */
function useAudience(ids: readonly SessionId[]) {
  return useQuery({
    ...queries.notice.preview.queryOptions({ input: { sessionIds: [...ids] } }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  }).data;
}

function useNotice(template: 'sessionNotice' | 'decisionWarning') {
  const { draft, set } = useTool();
  const text = useQuery(queries.studio.templates.queryOptions()).data?.[template];
  return {
    reason: draft.reason.trim(),
    message: { subject: draft.subject ?? text?.subject ?? '', body: draft.body ?? text?.body ?? '' },
    change: (change: Partial<typeof draft>) => set({ draft: { ...draft, ...change } }),
    clear: () => {
      set({ draft: EMPTY_NOTICE });
      useBulkCancel.setState({ ticks: new Set(), ends: new Map() });
    },
  };
}

/** One press, one request: a press after a lost answer sends the same name, which the engine knows. */
function useSend(send: (requestUid: string) => Promise<void>) {
  const uid = useRef<string | null>(null);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<EngineError | null>(null);
  const [wasPressed, setPressed] = useState(false);
  const press = (isRight: boolean): void => {
    setPressed(true);
    if (isPending || !isRight) return;
    uid.current ??= crypto.randomUUID();
    setPending(true);
    setError(null);
    send(uid.current)
      .then(
        () => {
          uid.current = null;
          setPressed(false);
        },
        (thrown: unknown) => setError(engineError(thrown)),
      )
      .finally(() => setPending(false));
  };
  return { press, isPending, error, wasPressed };
}
