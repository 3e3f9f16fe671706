import { Alert, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useRef, useState } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import type { JobId, SessionId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay, useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { cancelSession as words, reschedule as rescheduleWords } from '#renderer/messages/reschedule.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { PlanTotals } from '#renderer/ui/plan-totals.tsx';
import { startDownload, toastSavedFile } from '#renderer/ui/saved-file-note.tsx';
import { ErrorNote, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { EMPTY_FORM } from './bulk-cancel-store.ts';
import { nameIntent, type NamedIntent } from './submit-intent.ts';
import { SubmitFields, SubmitFoot, TenderChoice } from './submit-section.tsx';
import { useOwnCancellationForm } from './use-cancellation-form.ts';
import { usePlan } from './use-plan.ts';
import { sendCancellation } from './use-submit.ts';
import './cancellation.css';

/** One session, cancelled from its pop-up or panel: a reason, what goes back to the cent, and the same job as in bulk (seed 004). */
export function CancelSessionDialog(props: {
  readonly id: SessionId;
  readonly onClose: () => void;
}): ReactElement {
  const mayCancel = useMayBulkCancel();
  const session = useQuery(queries.session.get.queryOptions({ input: { id: props.id } }));
  return (
    <FormDialog title={words.title} opened onClose={props.onClose} size="lg">
      {() =>
        !mayCancel ? (
          <NoPermissionState />
        ) : session.error ? (
          <ErrorState error={session.error} onRetry={() => void session.refetch()} />
        ) : session.data ? (
          <Cancellation session={session.data} onDone={props.onClose} />
        ) : (
          <LoadingState />
        )
      }
    </FormDialog>
  );
}

function Cancellation(props: { readonly session: SessionView; readonly onDone: () => void }): ReactElement {
  const { session, onDone } = props;
  const format = useFormat();
  const title = session.title || session.serviceName;
  const settings = useQuery(queries.studio.cancellationSettings.queryOptions()).data;
  const [typed, setTyped] = useState(EMPTY_FORM);
  const plan = usePlan([session.id], typed.nonCardRefund ?? settings?.nonCardRefund ?? null);
  const send = useSend(title, onDone);
  const form = useOwnCancellationForm([session.id], plan.summary, { typed, setTyped, send });
  const cutOff = useCutOff(session.id);
  return (
    <Stack gap={14}>
      <Text fw={600}>
        {rescheduleWords.now(
          title,
          `${format.day(session.date, 'long')}, ${format.timeRange(session.time, session.durationMinutes)}`,
        )}
      </Text>
      {cutOff.notes}
      {plan.error ? <ErrorState error={plan.error} onRetry={plan.refetch} /> : null}
      {plan.summary ? (
        <section className="plan" aria-busy={!plan.isCurrent} data-old={!plan.isCurrent || undefined}>
          <TenderChoice form={form} plan={plan} />
          <PlanTotals totals={plan.summary.totals} refundTotalMinor={plan.summary.refundTotalMinor} />
        </section>
      ) : (
        <LoadingState rows={2} />
      )}
      <SubmitFields form={form} plan={plan} sessionIds={[session.id]} asksWhetherToTell />
      <ErrorNote error={form.error} />
      <SubmitFoot
        form={form}
        plan={plan}
        isAnythingTicked
        over={0}
        notice={null}
        label={words.button}
        isRefused={cutOff.isRefused}
      />
    </Stack>
  );
}

/** What has to be known before: the cut-off as a clock time, and an offer that this ends. */
function useCutOff(id: SessionId): { readonly notes: ReactElement | null; readonly isRefused: boolean } {
  const format = useFormat();
  const isManagement = useMay('owner', 'admin');
  const rules = useQuery(queries.reschedule.rules.queryOptions({ input: { id } })).data;
  const until = rules?.cancelUntilAt ?? null;
  const isOver = rules !== undefined && until !== null && rules.now >= until;
  const [client] = rules?.clients ?? [];
  const notes = (
    <>
      {isOver ? (
        <Alert color={isManagement ? 'yellow' : 'red'} variant="light" p={10} role="note">
          {isManagement
            ? words.afterCutOff(format.instant(until))
            : words.notAfterCutOff(format.instant(until))}
        </Alert>
      ) : null}
      {rules?.offer && client ? (
        <Alert color="yellow" variant="light" p={10} role="note">
          {words.offerEnds(client.name)}
        </Alert>
      ) : null}
    </>
  );
  return { notes, isRefused: isOver && !isManagement };
}

/** Sends it once, whatever is pressed twice, and has the request CSV saved. */
function useSend(title: string, onDone: () => void) {
  const client = useQueryClient();
  const intent = useRef<NamedIntent | null>(null);
  return async (submission: Parameters<typeof sendCancellation>[0]): Promise<void> => {
    intent.current = nameIntent(intent.current, submission, () => crypto.randomUUID());
    const { jobId } = await sendCancellation(submission, intent.current.requestUid);
    void client.invalidateQueries({ queryKey: queries.session.key() });
    toast(words.accepted(title, jobId));
    void saveCsv(jobId);
    onDone();
  };
}

/** If this fails, the engine saves the list by itself, and the job's page says where. */
async function saveCsv(id: JobId): Promise<void> {
  try {
    const file = await engine.job.saveCsv({ id, which: 'request' });
    startDownload(file);
    toastSavedFile(file);
  } catch (thrown) {
    toastError(thrown);
  }
}
