import { Checkbox, Radio, ScrollArea, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import type { engine } from '#renderer/api/engine.ts';
import { holdWords as words } from '#renderer/messages/package-hold.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { HoldValues } from './hold-values.ts';

type Preview = Awaited<ReturnType<typeof engine.packages.previewHold>>;

/** The places that are booked on the held days, and what is to become of them. */
export function HoldPlaces(props: {
  readonly form: UseFormReturnType<HoldValues>;
  /** The first of them. */
  readonly places: Preview['named'];
  readonly count: number;
}): ReactElement {
  const { form, places, count } = props;
  const format = useFormat();
  return (
    <Radio.Group label={words.places(count)} {...form.getInputProps('places')}>
      <Stack gap={8} mt={6}>
        <ScrollArea.Autosize mah={108} type="auto" tabIndex={0} role="region" aria-label={words.list}>
          {places.map(({ bookingId, client, participant, title, date, time }) => (
            <Text key={bookingId} size="sm" c="dimmed" className="figures">
              {words.place(participant || client, title, `${format.day(date)}, ${format.time(time)}`)}
            </Text>
          ))}
          {count > places.length ? (
            <Text size="sm" c="dimmed">
              {words.more(count - places.length)}
            </Text>
          ) : null}
        </ScrollArea.Autosize>
        <Radio value="keep" label={words.choices.keep} />
        <Radio value="cancel" label={words.choices.cancel} />
        {form.getValues().places === 'cancel' ? (
          <Checkbox ml={28} label={words.tell} {...form.getInputProps('tell', { type: 'checkbox' })} />
        ) : null}
      </Stack>
    </Radio.Group>
  );
}
