import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import type { ClosureId, SessionId, StaffId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import type { EngineError } from '#renderer/api/engine-error.ts';
import { submitForm as words } from '#renderer/messages/cancellation.ts';
import { errorSentence } from '#renderer/messages/errors.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { isPin } from '#renderer/ui/second-person.tsx';
import { useUnsaved } from '#renderer/ui/unsaved.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { type BulkForm, useBulkCancel } from './bulk-cancel-store.ts';
import { checkTypedTotal } from './typed-total.ts';
import type { NonCardRefund } from './use-plan.ts';
import { type Submission, type Submitting, useSubmit } from './use-submit.ts';

export interface FormValues {
  readonly reason: string;
  readonly channel: 'none' | 'email';
  readonly subject: string;
  readonly body: string;
  readonly nonCardRefund: NonCardRefund | null;
}

type Field = 'reason' | 'subject' | 'body' | 'typedTotal' | 'secondPerson' | 'pin';
type FieldErrors = { readonly [name in Field]?: string | undefined };

export interface CancellationForm {
  readonly values: FormValues;
  readonly change: (change: Partial<BulkForm>) => void;
  readonly typedTotal: string;
  readonly setTypedTotal: (text: string) => void;
  readonly secondPersonId: StaffId | null;
  readonly setSecondPersonId: (id: StaffId | null) => void;
  readonly pin: string;
  readonly setPin: (pin: string) => void;
  readonly errors: FieldErrors;
  /** A failure that belongs to no field. */
  readonly error: EngineError | null;
  readonly isPending: boolean;
  readonly press: () => void;
}

/** Around the fields; the first wrong one gets the focus. */
export const FIELDS_ID = 'cancellation-fields';

/** The studio's or the person's choice of what cash payments become; null until the settings are there. */
export function useNonCardRefund(): NonCardRefund | null {
  const chosen = useBulkCancel((state) => state.form.nonCardRefund);
  const settings = useQuery(queries.studio.cancellationSettings.queryOptions()).data;
  return chosen ?? settings?.nonCardRefund ?? null;
}

/** The form beside the plan. What is wrong is said at its field when the button is pressed, and taken back as it is mended. */
export function useCancellationForm(
  sessionIds: readonly SessionId[],
  plan: PlanSummary | null,
  channel?: FormValues['channel'],
  closureId: ClosureId | null = null,
): CancellationForm {
  const own = useValues(useBulkCancel((state) => state.form));
  const values = channel ? { ...own, channel } : own;
  return useFields({ sessionIds, plan, closureId, values, changeForm, submit: useSubmit() });
}

/** The same form for one session, kept only as long as its dialog is open. */
export function useOwnCancellationForm(
  sessionIds: readonly SessionId[],
  plan: PlanSummary | null,
  own: {
    readonly typed: BulkForm;
    readonly setTyped: (next: (now: BulkForm) => BulkForm) => void;
    readonly send: (submission: Submission) => Promise<void>;
  },
): CancellationForm {
  const { typed, setTyped } = own;
  const values = useValues(typed);
  const submit = useSubmit(own.send);
  useUnsaved(
    () => !submit.isPending && (typed.reason !== '' || typed.subject !== null || typed.body !== null),
  );
  return useFields({
    sessionIds,
    plan,
    closureId: null,
    values,
    changeForm: (change) => setTyped((now) => ({ ...now, ...change })),
    submit,
  });
}

function useFields(parts: {
  readonly sessionIds: readonly SessionId[];
  readonly plan: PlanSummary | null;
  readonly closureId: ClosureId | null;
  readonly values: FormValues;
  readonly changeForm: (change: Partial<BulkForm>) => void;
  readonly submit: Submitting;
}): CancellationForm {
  const { sessionIds, plan, closureId, values, submit } = parts;
  const { currency } = useStudio();
  const [typedTotal, setTypedTotal] = useState('');
  const [secondPersonId, setSecondPersonId] = useState<StaffId | null>(null);
  const [pin, setPin] = useState('');
  const [pressed, setPressed] = useState(0);
  const typed = checkTypedTotal(typedTotal, plan?.refundTotalMinor ?? 0, currency);
  const found = plan ? wrongFields(values, plan, typed.state, secondPersonId, pin) : {};

  useEffect(() => {
    if (pressed > 0) focusFirstWrong();
  }, [pressed]);
  useEffect(() => {
    if (submit.error) focusFirstWrong();
  }, [submit.error]);

  const press = (): void => {
    if (!plan || values.nonCardRefund === null) return;
    setPressed((count) => count + 1);
    if (Object.values(found).some(Boolean)) return;
    submit.submit({
      sessionIds,
      plan,
      closureId,
      nonCardRefund: values.nonCardRefund,
      reason: values.reason,
      message: { channel: values.channel, subject: values.subject, body: values.body },
      typedTotalMinor: plan.typedTotalNeeded && typed.state === 'right' ? typed.typedMinor : null,
      secondPerson:
        plan.secondPersonNeeded && secondPersonId !== null ? { staffId: secondPersonId, pin } : null,
    });
    setPin('');
  };
  const forget =
    <T>(set: (value: T) => void) =>
    (value: T): void => {
      if (submit.error) submit.reset();
      set(value);
    };
  const told = fieldOf(submit.error);
  return {
    values,
    change: forget(parts.changeForm),
    typedTotal,
    setTypedTotal: forget(setTypedTotal),
    secondPersonId,
    setSecondPersonId: forget(setSecondPersonId),
    pin,
    setPin: forget(setPin),
    errors: { ...(pressed > 0 && !submit.isPending && !told ? found : {}), ...told },
    error: told ? null : submit.error,
    isPending: submit.isPending,
    press,
  };
}

function focusFirstWrong(): void {
  const fields = document.getElementById(FIELDS_ID);
  fields?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

function useValues(form: BulkForm): FormValues {
  const settings = useQuery(queries.studio.cancellationSettings.queryOptions()).data;
  const nonCardRefund = form.nonCardRefund ?? settings?.nonCardRefund ?? null;
  const template = useQuery(queries.studio.templates.queryOptions()).data?.sessionCanceled;
  return {
    reason: form.reason,
    channel: form.channel,
    subject: form.subject ?? template?.subject ?? '',
    body: form.body ?? template?.body ?? '',
    nonCardRefund,
  };
}

function changeForm(change: Partial<BulkForm>): void {
  useBulkCancel.setState((now) => ({ form: { ...now.form, ...change } }));
}

function wrongFields(
  values: FormValues,
  plan: PlanSummary,
  typed: ReturnType<typeof checkTypedTotal>['state'],
  secondPersonId: StaffId | null,
  pin: string,
): FieldErrors {
  const isMail = values.channel === 'email';
  return {
    reason: values.reason.trim() === '' ? words.reasonMissing : undefined,
    subject: isMail && values.subject.trim() === '' ? words.subjectMissing : undefined,
    body: isMail && values.body.trim() === '' ? words.bodyMissing : undefined,
    typedTotal: plan.typedTotalNeeded ? typedTotalWords[typed] : undefined,
    secondPerson: plan.secondPersonNeeded && secondPersonId === null ? words.secondPersonMissing : undefined,
    pin: plan.secondPersonNeeded && !isPin(pin) ? words.secondPinMissing : undefined,
  };
}

const typedTotalWords = {
  empty: words.typedTotalMissing,
  unreadable: words.typedTotalUnreadable,
  different: words.typedTotalUnreadable,
  right: undefined,
} as const;

/** Failures of the engine that are about one field. */
function fieldOf(error: EngineError | null): FieldErrors | null {
  if (!error) return null;
  if (error.code === 'WRONG_PIN' || error.code === 'PIN_LOCKED') return { pin: errorSentence(error) };
  if (error.code === 'SECOND_PERSON_NEEDED') return { secondPerson: errorSentence(error) };
  if (error.code === 'TYPED_TOTAL_WRONG') return { typedTotal: errorSentence(error) };
  return error.code === 'INVALID_INPUT' ? fieldsOf(error.data.issues) : null;
}

/** Issues of the request by the field that they belong to; null when one of them has no field here. */
function fieldsOf(
  issues: readonly { readonly path: string; readonly code: string; readonly limit?: number | undefined }[],
): FieldErrors | null {
  const errors: Partial<Record<Field, string>> = {};
  for (const { path, code, limit } of issues) {
    const field = FIELD_BY_PATH[path];
    if (!field) return null;
    errors[field] ??=
      code === 'REQUIRED' || code === 'TOO_SHORT' ? MISSING[field] : fieldMessages.issue(code, limit);
  }
  return issues.length > 0 ? errors : null;
}

const FIELD_BY_PATH: Readonly<Record<string, 'reason' | 'subject' | 'body'>> = {
  reason: 'reason',
  'message.subject': 'subject',
  'message.body': 'body',
};

const MISSING = {
  reason: words.reasonMissing,
  subject: words.subjectMissing,
  body: words.bodyMissing,
} as const;
