import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { engine } from '#renderer/api/engine.ts';
import { cardPageSettings as words, settingsMessages } from '#renderer/messages/settings.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { SettingsForm } from './settings-form.tsx';

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
    <SettingsForm
      title={words.title}
      hint={words.hint}
      onSubmit={onSubmit}
      error={error}
      isSending={isSending}
      save={words.save}
    >
      <TextInput label={words.returnUrl} maxLength={500} {...form.getInputProps('returnUrl')} />
    </SettingsForm>
  );
}
