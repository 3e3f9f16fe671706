import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import type { ClosureId, SessionId, StaffId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { type EngineError, engineError } from '#renderer/api/engine-error.ts';
import { EMPTY_FORM, useBulkCancel } from './bulk-cancel-store.ts';
import { saveAuditCsv } from './save-audit-csv.ts';
import { untick } from './selection.ts';
import { nameIntent } from './submit-intent.ts';
import type { NonCardRefund } from './use-plan.ts';

/** Everything the button sends. */
export interface Submission {
  readonly sessionIds: readonly SessionId[];
  readonly plan: PlanSummary;
  /** Because of which all of these are cancelled. */
  readonly closureId: ClosureId | null;
  readonly nonCardRefund: NonCardRefund;
  readonly reason: string;
  readonly message: { readonly channel: 'none' | 'email'; readonly subject: string; readonly body: string };
  readonly typedTotalMinor: number | null;
  readonly secondPerson: { readonly staffId: StaffId; readonly pin: string } | null;
}

/**
 * Sends the cancellation. A second press while the first is on its way does nothing; a press after a lost answer sends the same
 * request name, which the engine answers with the same job.
 */
export function useSubmit(send: (submission: Submission) => Promise<void> = sendTicked): Submitting {
  const client = useQueryClient();
  const isBusy = useRef(false);
  const mutation = useMutation({ mutationFn: send, onSettled: () => (isBusy.current = false) });
  const submit = (submission: Submission): void => {
    if (isBusy.current) return;
    isBusy.current = true;
    mutation.mutate(submission, {
      onError: (error) => {
        if (engineError(error).code === 'PLAN_CHANGED')
          void client.invalidateQueries({ queryKey: queries.cancellation.key() });
      },
    });
  };
  return {
    submit,
    isPending: mutation.isPending,
    error: mutation.error ? engineError(mutation.error) : null,
    reset: () => mutation.reset(),
  };
}

export interface Submitting {
  readonly submit: (submission: Submission) => void;
  readonly isPending: boolean;
  readonly error: EngineError | null;
  readonly reset: () => void;
}

/** Asks the engine for the cancellation; `requestUid` names this press of the button. */
export async function sendCancellation(submission: Submission, requestUid: string) {
  const { plan, closureId, typedTotalMinor, secondPerson } = submission;
  return engine.cancellation.submit({
    sessionIds: [...submission.sessionIds],
    nonCardRefund: submission.nonCardRefund,
    requestUid,
    planHash: plan.planHash,
    reason: submission.reason.trim(),
    message: submission.message,
    ...(typedTotalMinor === null ? {} : { typedTotalMinor }),
    ...(secondPerson ? { secondPerson } : {}),
    ...(closureId === null ? {} : { closureId }),
  });
}

/** The ticked sessions of the bulk cancellation. */
async function sendTicked(submission: Submission): Promise<void> {
  const store = useBulkCancel.getState();
  const intent = nameIntent(store.intent, submission, () => crypto.randomUUID());
  store.set({ intent });
  const answer = await sendCancellation(submission, intent.requestUid);
  useBulkCancel.setState((now) => ({
    accepted: {
      jobId: answer.jobId,
      sessions: answer.accepted,
      csv: { state: 'saving' },
      leftOut: answer.alreadyInProcess,
    },
    ticks: untick(now.ticks, submission.sessionIds),
    form: EMPTY_FORM,
    intent: null,
  }));
  void saveAuditCsv(answer.jobId);
}
