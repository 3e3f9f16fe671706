import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { engine } from '#renderer/api/engine.ts';
import { cardPageSettings as words, settingsMessages } from '#renderer/messages/settings.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';

/** Where clients come out of the pages of the card processor. */
export function CardPagesForm(props: { readonly returnUrl: string }): ReactElement {
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { returnUrl: props.returnUrl },
    check: ({ returnUrl }) =>
      /^https:\/\/\S+\.\S+/.test(returnUrl.trim()) ? {} : { returnUrl: words.notHttps },
    submit: ({ returnUrl }) => engine.studio.updateCardPages({ returnUrl: returnUrl.trim() }),
    onDone: () => toast(settingsMessages.saved),
  });
  return (
    <form onSubmit={onSubmit} noValidate className="settings-form panel-card">
      <Stack gap={12}>
        <div>
          <Title order={2}>{words.title}</Title>
          <Text size="sm" c="dimmed">
            {words.hint}
          </Text>
        </div>
        <TextInput label={words.returnUrl} maxLength={500} {...form.getInputProps('returnUrl')} />
        <ErrorNote error={error} />
        <Group justify="flex-end">
          <Button type="submit" loading={isSending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
