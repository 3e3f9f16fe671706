import { type FormErrors, type UseFormReturnType, useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { engineError } from '#renderer/api/engine-error.ts';
import { fieldErrors } from './field-errors.ts';
import { useUnsaved } from './unsaved.ts';

export interface EngineForm<Values> {
  readonly form: UseFormReturnType<Values>;
  readonly onSubmit: (event?: React.FormEvent<HTMLFormElement>) => void;
  readonly isSending: boolean;
  /** What concerns the whole form; what concerns a field stands at the field. */
  readonly error: unknown;
}

/**
 * A form whose values the engine judges. What it finds wrong is put at the fields, the first of which gets the focus;
 * nothing typed is ever lost on an error, nor by leaving without an answer. `check` finds what can be known before sending; `submit` sends.
 */
export function useEngineForm<Values extends Record<string, unknown>, Answer>(options: {
  readonly initialValues: Values;
  readonly check?: (values: Values) => FormErrors;
  readonly submit: (values: Values) => Promise<Answer>;
  readonly onDone: (answer: Answer, values: Values) => void;
}): EngineForm<Values> {
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: options.initialValues,
    ...(options.check ? { validate: options.check } : {}),
  });
  const sending = useMutation({
    mutationFn: options.submit,
    onSuccess: (answer, values) => {
      form.resetDirty();
      options.onDone(answer, values);
    },
    onError: (thrown) => {
      const errors = fieldErrors(thrown);
      form.setErrors(errors);
      focusFirst(form, Object.keys(errors));
    },
  });
  useUnsaved(() => form.isDirty());
  return {
    form,
    onSubmit: (event) => {
      event?.preventDefault();
      if (sending.isPending) return;
      const unsettled = event?.currentTarget.querySelector<HTMLElement>('[data-unmatched]');
      if (unsettled) return unsettled.focus();
      const { hasErrors, errors } = form.validate();
      if (hasErrors) return focusFirst(form, Object.keys(errors));
      sending.mutate(form.getValues());
    },
    isSending: sending.isPending,
    error: isShownAtFields(sending.error, form.errors) ? null : sending.error,
  };
}

function focusFirst<Values>(form: UseFormReturnType<Values>, paths: readonly string[]): void {
  const first = paths.find((path) => form.getInputNode(path));
  // The message has to be there before a screen reader reads the field.
  if (first) requestAnimationFrame(() => form.getInputNode(first)?.focus());
}

function isShownAtFields(error: unknown, shown: FormErrors): boolean {
  return error === null || (engineError(error).code === 'INVALID_INPUT' && Object.keys(shown).length > 0);
}
