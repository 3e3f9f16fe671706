import { Group, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { wageWords as words } from '#renderer/messages/completion.ts';
import { MoneyInput } from '#renderer/ui/money-input.tsx';

/** How much, fixed or by the hour, and for what: the three fields of every wage. */
export function WageFields(props: { readonly inputProps: (path: string) => object }): ReactElement {
  const { inputProps } = props;
  return (
    <Group grow align="flex-start">
      <MoneyInput label={words.wage} {...inputProps('wageMinor')} />
      <Select
        label={words.type}
        data={[
          { value: 'fixed', label: words.types.fixed },
          { value: 'hourly', label: words.types.hourly },
        ]}
        allowDeselect={false}
        {...inputProps('wageType')}
      />
      <Select
        label={words.basis}
        data={[
          { value: 'session', label: words.bases.session },
          { value: 'attendee', label: words.bases.attendee },
        ]}
        allowDeselect={false}
        {...inputProps('wageBasis')}
      />
    </Group>
  );
}
