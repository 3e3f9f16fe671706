import { Stack, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { isLocalDate } from '#domain/values/time.ts';
import { classWords as words } from '#renderer/messages/classes.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { checkTerms, ClassTermsFields, firstTerms } from './class-terms-fields.tsx';
import type { SeriesValues } from './series-values.ts';

/** "This is a class" in the form of a new series, with its deadlines once it is switched on (seed 001). */
export function ClassSwitch({ form }: { readonly form: UseFormReturnType<SeriesValues> }): ReactElement {
  const { zone } = useStudio();
  const { classTerms: terms, firstDate } = form.getValues();
  const first = isLocalDate(firstDate) ? firstDate : todayIn(zone);
  const errors = Object.fromEntries(
    Object.entries(form.errors).flatMap(([path, error]) =>
      path.startsWith(PREFIX) && typeof error === 'string' ? [[path.slice(PREFIX.length), error]] : [],
    ),
  );
  return (
    <Stack gap={12}>
      <Switch
        label={words.isClass}
        description={words.isClassHint}
        checked={terms !== null}
        onChange={(event) =>
          form.setFieldValue('classTerms', event.currentTarget.checked ? firstTerms(first) : null)
        }
      />
      {terms === null ? null : (
        <ClassTermsFields
          terms={terms}
          errors={errors}
          onChange={(part) => form.setFieldValue('classTerms', { ...terms, ...part })}
        />
      )}
    </Stack>
  );
}

const PREFIX = 'classTerms.';

/** What is wrong with the deadlines before anything is sent, by the path of the field. */
export function checkSwitch({ classTerms }: SeriesValues): Record<string, string> {
  if (classTerms === null) return {};
  return Object.fromEntries(
    Object.entries(checkTerms(classTerms)).map(([field, sentence]) => [`${PREFIX}${field}`, sentence]),
  );
}
