import { Checkbox, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ClassTerms } from '#contract/desktop/class-terms.ts';
import { addDays, isLocalDate, isLocalTime, type LocalDate, localTime } from '#domain/values/time.ts';
import { classWords as words } from '#renderer/messages/classes.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';

/** The terms as a form holds them: dates and times as typed. */
export type TypedTerms = Omit<
  ClassTerms,
  'enrolUntilDate' | 'enrolUntilTime' | 'dropUntilDate' | 'dropUntilTime'
> & {
  readonly enrolUntilDate: string;
  readonly enrolUntilTime: string;
  readonly dropUntilDate: string;
  readonly dropUntilTime: string;
};

/** Until the evening before the first session. */
export function firstTerms(firstDate: LocalDate): TypedTerms {
  const date = addDays(firstDate, -1);
  const time = localTime('18:00');
  return {
    enrolUntilDate: date,
    enrolUntilTime: time,
    dropUntilDate: date,
    dropUntilTime: time,
    dropIn: false,
    lateJoin: true,
    displayRule: 'chosen',
  };
}

/** What is wrong before anything is sent, by the name of the field. */
export function checkTerms(terms: TypedTerms): Partial<Record<keyof TypedTerms, string>> {
  const errors: Partial<Record<keyof TypedTerms, string>> = {};
  for (const field of ['enrolUntilDate', 'dropUntilDate'] as const)
    if (!isLocalDate(terms[field])) errors[field] = fieldMessages.issue('DATE');
  for (const field of ['enrolUntilTime', 'dropUntilTime'] as const)
    if (!isLocalTime(terms[field])) errors[field] = fieldMessages.issue('TIME');
  return errors;
}

/** The two deadlines and the switches of a class. `errors` by the names of the fields. */
export function ClassTermsFields(props: {
  readonly terms: TypedTerms;
  readonly errors: Partial<Record<string, string>>;
  readonly onChange: (part: Partial<TypedTerms>) => void;
}): ReactElement {
  const { terms, errors, onChange } = props;
  const { zone } = useStudio();
  return (
    <Stack gap={12}>
      <SimpleGrid cols={2} spacing={12}>
        {(['enrolUntil', 'dropUntil'] as const).flatMap((deadline) => [
          <DayInput
            key={`${deadline} day`}
            label={`${words[deadline]}: ${words.day}`}
            value={terms[`${deadline}Date`]}
            onChange={(date) => onChange({ [`${deadline}Date`]: date })}
            error={errors[`${deadline}Date`]}
          />,
          <ClockInput
            key={`${deadline} time`}
            label={`${words[deadline]}: ${words.time}`}
            value={terms[`${deadline}Time`]}
            onChange={(time) => onChange({ [`${deadline}Time`]: time })}
            error={errors[`${deadline}Time`]}
          />,
        ])}
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {words.inZone(zone)}
      </Text>
      <Checkbox
        label={words.dropIn}
        checked={terms.dropIn}
        onChange={(event) => onChange({ dropIn: event.currentTarget.checked })}
      />
      <Checkbox
        label={words.lateJoin}
        checked={terms.lateJoin}
        onChange={(event) => onChange({ lateJoin: event.currentTarget.checked })}
      />
      <SearchSelect
        label={words.displayRule}
        data={(['chosen', 'until_deadline'] as const).map((value) => ({
          value,
          label: words.displayRules[value],
        }))}
        allowDeselect={false}
        value={terms.displayRule}
        onChange={(value) =>
          onChange({ displayRule: value === 'until_deadline' ? 'until_deadline' : 'chosen' })
        }
      />
    </Stack>
  );
}
