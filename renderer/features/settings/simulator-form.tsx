import { Button, Group, NumberInput, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { SIMULATED_CARDS, type SimulatedCard } from '#domain/card/simulated-card.ts';
import { SIMULATED_DISPUTE_ENDS, type SimulatedDisputeEnd } from '#domain/card/simulated-dispute.ts';
import { engine } from '#renderer/api/engine.ts';
import { cardWords } from '#renderer/messages/cards.ts';
import { paymentSettings as words, settingsMessages } from '#renderer/messages/settings.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { numberOf } from './number-of.ts';

type Field = keyof typeof words.fields;
type Behaviour = Readonly<Record<'workingCards', SimulatedCard>> &
  Readonly<Record<'disputeEnd', SimulatedDisputeEnd>>;
type Simulator = Readonly<Record<Field, number>> & Behaviour;
type Values = Record<Field, number | string> & Behaviour;
const FIELDS = Object.keys(words.fields) as readonly Field[];

/** Delays and failures for practice. */
export function SimulatorForm(props: {
  readonly simulator: Simulator;
  readonly isUsed: boolean;
}): ReactElement {
  const { form, onSubmit, isSending, error } = useEngineForm<Values, unknown>({
    initialValues: { ...props.simulator },
    submit: (values) =>
      engine.studio.updateSimulator({
        delayMs: numberOf(values.delayMs),
        failEvery: numberOf(values.failEvery),
        pendingEvery: numberOf(values.pendingEvery),
        unknownEvery: numberOf(values.unknownEvery),
        lateFailEvery: numberOf(values.lateFailEvery),
        declineEvery: numberOf(values.declineEvery),
        disputeEvery: numberOf(values.disputeEvery),
        workingCards: values.workingCards,
        disputeEnd: values.disputeEnd,
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
        <SimpleGrid cols={2} spacing={12}>
          <Select
            label={words.workingCards}
            data={SIMULATED_CARDS.map((value) => ({ value, label: cardWords.simulatedCards[value] }))}
            allowDeselect={false}
            {...form.getInputProps('workingCards')}
          />
          <Select
            label={words.disputeEnd}
            data={SIMULATED_DISPUTE_ENDS.map((value) => ({ value, label: words.disputeEnds[value] }))}
            allowDeselect={false}
            {...form.getInputProps('disputeEnd')}
          />
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
