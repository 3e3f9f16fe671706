import { NumberInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { useCatalog } from '#renderer/api/catalog.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { SearchSelect } from './search-select.tsx';

/** The service's id as text; an emptied number as ''. */
interface WhatValues {
  serviceId: string;
  title: string;
  durationMinutes: number | string;
  capacity: number | string;
}

/** Service and title of a session or a series. Choosing a service fills in its minutes and places. */
export function WhatFields<Values extends WhatValues>(props: {
  readonly form: UseFormReturnType<Values>;
  /** It gets the focus when the form opens. */
  readonly isFirst: boolean;
  readonly titleHint?: string;
}): ReactElement {
  const catalog = useCatalog();
  const form = asWhat(props.form);
  const chosen = form.getValues().serviceId;
  const chooseService = (value: string | null): void => {
    form.setFieldValue('serviceId', value ?? '');
    const service = catalog.services.find(({ id }) => String(id) === value);
    if (!service) return;
    form.setFieldValue('durationMinutes', service.durationMinutes);
    form.setFieldValue('capacity', service.capacity);
  };
  return (
    <>
      <SearchSelect
        label={words.service}
        data={catalog.services
          .filter(({ active, id }) => active || String(id) === chosen)
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        allowDeselect={false}
        data-autofocus={props.isFirst || undefined}
        {...form.getInputProps('serviceId')}
        value={chosen || null}
        onChange={chooseService}
      />
      <TextInput
        label={words.sessionTitle}
        description={props.titleHint}
        placeholder={catalog.nameOf('services', Number(chosen))}
        maxLength={200}
        {...form.getInputProps('title')}
      />
    </>
  );
}

/** How long, and for how many. */
export function LengthFields<Values extends WhatValues>(props: {
  readonly form: UseFormReturnType<Values>;
}): ReactElement {
  const form = asWhat(props.form);
  return (
    <>
      <NumberInput
        label={words.minutes}
        min={5}
        max={1440}
        step={5}
        allowDecimal={false}
        {...form.getInputProps('durationMinutes')}
      />
      <NumberInput
        label={words.capacity}
        min={1}
        max={10_000}
        allowDecimal={false}
        {...form.getInputProps('capacity')}
      />
    </>
  );
}

/** The fields are those of every form that has these values, whatever else it holds. */
const asWhat = <Values extends WhatValues>(form: UseFormReturnType<Values>): UseFormReturnType<WhatValues> =>
  form as unknown as UseFormReturnType<WhatValues>;
