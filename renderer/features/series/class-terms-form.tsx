import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { ClassTerms } from '#contract/desktop/class-terms.ts';
import type { SeriesId } from '#domain/values/ids.ts';
import { engine } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { classWords as words } from '#renderer/messages/classes.ts';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { confirm } from '#renderer/ui/confirm.tsx';
import { fieldErrors } from '#renderer/ui/field-errors.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useUnsaved } from '#renderer/ui/unsaved.ts';
import { checkTerms, ClassTermsFields, type TypedTerms } from './class-terms-fields.tsx';

/** Makes a series a class or changes its terms; `isClass` offers the way back as well. */
export function ClassTermsForm(props: {
  readonly seriesId: SeriesId;
  readonly version: number;
  readonly initial: TypedTerms;
  readonly isClass: boolean;
  readonly onDone: () => void;
}): ReactElement {
  const { seriesId, version, initial, isClass, onDone } = props;
  const [terms, setTerms] = useState(initial);
  const [found, setFound] = useState<Partial<Record<string, string>>>({});
  const saving = useMutation({
    mutationFn: (sent: ClassTerms | null) => engine.enrolment.setTerms({ seriesId, version, terms: sent }),
    onSuccess: ({ undoId }, sent) => {
      toastUndoable(sent ? words.termsSaved : words.classRemoved, undoId);
      onDone();
    },
    onError: (error) => setFound(termErrors(error)),
  });
  useUnsaved(() => terms !== initial && !saving.isSuccess);
  const isAtFields =
    saving.error !== null &&
    engineError(saving.error).code === 'INVALID_INPUT' &&
    Object.keys(found).length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const errors = checkTerms(terms);
    setFound(errors);
    if (Object.keys(errors).length === 0 && !saving.isPending) saving.mutate(terms as ClassTerms);
  };
  const remove = async (): Promise<void> => {
    const { title, consequence, confirm: confirmLabel } = words.noClassAsk;
    if (await confirm({ title, consequence, confirmLabel })) saving.mutate(null);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={12}>
        <ClassTermsFields terms={terms} errors={found} onChange={(part) => setTerms({ ...terms, ...part })} />
        <FormEnd
          label={words.saveTerms}
          isSending={saving.isPending}
          error={isAtFields ? null : saving.error}
          onCancel={onDone}
        >
          {isClass ? (
            <Button variant="subtle" color="gray" onClick={() => void remove()}>
              {words.noClass}
            </Button>
          ) : null}
        </FormEnd>
      </Stack>
    </form>
  );
}

/** What the engine found wrong, by the name of the field. */
function termErrors(thrown: unknown): Partial<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fieldErrors(thrown)).map(([path, sentence]) => [path.split('.').at(-1) ?? path, sentence]),
  );
}
