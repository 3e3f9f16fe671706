import { Button, FileInput, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { businessDetails } from '#contract/desktop/studio.ts';
import { engine } from '#renderer/api/engine.ts';
import { businessSettings as words, settingsMessages } from '#renderer/messages/settings.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { SettingsForm } from './settings-form.tsx';

type BusinessDetails = (typeof businessDetails)['_output'];

const LARGEST_LOGO_BYTES = 290_000;

/** What stands on invoices, receipts and statements besides the studio's name. */
export function BusinessForm({ details }: { readonly details: BusinessDetails }): ReactElement {
  const { form, onSubmit, isSending, error } = useEngineForm<BusinessDetails, unknown>({
    initialValues: details,
    submit: (values) => engine.studio.updateBusinessDetails(values),
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
      <Textarea
        label={words.address}
        autosize
        minRows={3}
        maxLength={500}
        {...form.getInputProps('address')}
      />
      <Group grow align="flex-start">
        <TextInput label={words.email} maxLength={254} {...form.getInputProps('email')} />
        <TextInput label={words.phone} maxLength={40} {...form.getInputProps('phone')} />
      </Group>
      <TextInput
        label={words.website}
        description={words.websiteHint}
        maxLength={200}
        {...form.getInputProps('website')}
      />
      <TextInput
        label={words.taxNumber}
        description={words.taxNumberHint}
        maxLength={60}
        {...form.getInputProps('taxNumber')}
      />
      <Textarea
        label={words.paymentInstructions}
        description={words.paymentInstructionsHint}
        autosize
        minRows={3}
        maxLength={1000}
        {...form.getInputProps('paymentInstructions')}
      />
      <TextInput
        label={words.footer}
        description={words.footerHint}
        maxLength={200}
        {...form.getInputProps('footer')}
      />
      <LogoField
        logo={form.getValues().logo}
        error={form.errors['logo']}
        onChange={(logo) => form.setFieldValue('logo', logo)}
      />
    </SettingsForm>
  );
}

/** A picture as it stands in the letter head, or none. */
function LogoField(props: {
  readonly logo: string | null;
  readonly error: React.ReactNode;
  readonly onChange: (logo: string | null) => void;
}): ReactElement {
  const [fault, setFault] = useState<string | null>(null);
  const read = async (file: File | null): Promise<void> => {
    if (!file) return;
    if (file.size > LARGEST_LOGO_BYTES) return setFault(words.logoTooLarge);
    if (!['image/png', 'image/jpeg'].includes(file.type)) return setFault(words.logoKind);
    setFault(null);
    props.onChange(await dataUrlOf(file));
  };
  return (
    <Stack gap={6}>
      <FileInput
        label={words.logo}
        description={words.logoHint}
        placeholder={words.chooseLogo}
        accept="image/png,image/jpeg"
        error={fault ?? props.error}
        value={null}
        onChange={(file) => void read(file)}
      />
      {props.logo ? (
        <Group gap={12}>
          <img src={props.logo} alt={words.logo} className="settings-logo" />
          <Button size="xs" variant="default" onClick={() => props.onChange(null)}>
            {words.removeLogo}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}
