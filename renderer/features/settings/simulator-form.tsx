import { Button, Group, NumberInput, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { engine } from '#renderer/api/engine.ts';
import { paymentSettings as words, settingsMessages } from '#renderer/messages/settings.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { numberOf } from './number-of.ts';

type Field = keyof typeof words.fields;
const FIELDS = Object.keys(words.fields) as readonly Field[];

/** Delays and failures for practice. */
export function SimulatorForm(props: {
  readonly simulator: Readonly<Record<Field, number>>;
  readonly isUsed: boolean;
}): ReactElement {
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { ...props.simulator } as Record<Field, number | string>,
    submit: (values) =>
      engine.studio.updateSimulator({
        delayMs: numberOf(values.delayMs),
        failEvery: numberOf(values.failEvery),
        pendingEvery: numberOf(values.pendingEvery),
        unknownEvery: numberOf(values.unknownEvery),
        lateFailEvery: numberOf(values.lateFailEvery),
        declineEvery: numberOf(values.declineEvery),
        disputeEvery: numberOf(values.disputeEvery),
      }),
    onDone: () => toast(settingsMessages.saved),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="settings-form panel-card">
      <Stack gap={12}>
        <div>
          <Title order={2}>{words.simulatorTitle}</Title>
          <Text size="sm" c="dimmed">
            {words.simulatorHint} {props.isUsed ? '' : words.simulatorIdle}
          </Text>
        </div>
        <SimpleGrid cols={2} spacing={12}>
          {FIELDS.map((field) => (
            <NumberInput key={field} label={words.fields[field]} min={0} {...form.getInputProps(field)} />
          ))}
        </SimpleGrid>
        <ErrorNote error={error} />
        <Group justify="flex-end">
          <Button type="submit" loading={isSending}>
            {words.saveSimulator}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
