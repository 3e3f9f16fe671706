import { Select, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { useCatalog } from '#renderer/api/catalog.ts';
import { lotChoiceWords as words } from '#renderer/messages/packages.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import type { LotChoiceValues } from './lot-choice-values.ts';

/** Which packages a deed is for: the ticked ones, all of one package, or all that end between two days. */
export function LotChoiceFields<Values extends LotChoiceValues>(props: {
  readonly form: UseFormReturnType<Values>;
  /** Something is ticked. */
  readonly hasTicked: boolean;
}): ReactElement {
  const { form, hasTicked } = props;
  const { packages } = useCatalog();
  const { way, from, to } = form.getValues();
  return (
    <>
      <Select
        label={words.which}
        data={WAYS.filter((each) => each !== 'lots' || hasTicked).map((value) => ({
          value,
          label: words.ways[value],
        }))}
        allowDeselect={false}
        data-autofocus
        {...form.getInputProps('way')}
      />
      {way === 'package' ? (
        <Select
          label={words.offer}
          data={packages.map(({ id, name }) => ({ value: String(id), label: name }))}
          allowDeselect={false}
          {...form.getInputProps('offer')}
        />
      ) : null}
      {way === 'ending' ? (
        <SimpleGrid cols={2} spacing={12}>
          <DayInput label={words.from} {...form.getInputProps('from')} value={from} />
          <DayInput label={words.to} {...form.getInputProps('to')} value={to} />
        </SimpleGrid>
      ) : null}
    </>
  );
}

const WAYS: readonly LotChoiceValues['way'][] = ['lots', 'package', 'ending'];
