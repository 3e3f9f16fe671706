import { Button, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { engine } from '#renderer/api/engine.ts';
import { tillWords as words } from '#renderer/messages/payments.ts';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** The float, begun with what was counted last. */
export function OpenTillForm(props: {
  readonly lastCountedMinor: number | null;
  readonly outsideMinor: number;
}): ReactElement {
  const { lastCountedMinor, outsideMinor } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { float: moneyText(lastCountedMinor ?? 0, currency) },
    check: ({ float }) => {
      const read = readMoney(float, currency);
      return read.ok ? {} : { float: read.error };
    },
    submit: ({ float }) => {
      const read = readMoney(float, currency);
      return engine.till.open({ requestUid, floatMinor: read.ok ? read.value : 0 });
    },
    onDone: () => toast(words.opened),
  });
  return (
    <section className="panel-card till-card" aria-label={words.openTitle}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap={12} align="stretch">
          <Title order={2}>{words.openTitle}</Title>
          <Text c="dimmed">{words.openHint}</Text>
          <MoneyInput
            label={words.float}
            {...(lastCountedMinor === null
              ? {}
              : { description: words.lastCounted(format.money(lastCountedMinor)) })}
            {...form.getInputProps('float')}
          />
          {outsideMinor === 0 ? null : <Text size="sm">{words.outside(format.money(outsideMinor))}</Text>}
          {error ? <ErrorNote error={error} /> : null}
          <Button type="submit" loading={isSending} style={{ alignSelf: 'flex-end' }}>
            {words.open}
          </Button>
        </Stack>
      </form>
    </section>
  );
}
