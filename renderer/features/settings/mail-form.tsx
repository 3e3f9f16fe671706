import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import type { ReactElement } from 'react';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { messageSettings as words } from '#renderer/messages/settings.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { numberOf } from './number-of.ts';

interface MailSettings {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly hasPassword: boolean;
}

/** The mail server, its password (never shown again) and a test message. */
export function MailForm({ settings }: { readonly settings: MailSettings }): ReactElement {
  const { hasPassword, ...kept } = settings;
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { ...kept, port: kept.port as number | string, password: '' },
    check: ({ host, fromAddress }) => ({
      ...(host.trim() ? {} : { host: fieldMessages.required }),
      ...(fromAddress.trim() ? {} : { fromAddress: fieldMessages.required }),
    }),
    submit: ({ password, port, ...values }) =>
      engine.studio.updateMailSettings({
        ...values,
        port: numberOf(port),
        password: password === '' ? null : password,
      }),
    onDone: () => {
      form.setFieldValue('password', '');
      toast(words.mailSaved);
    },
  });
  return (
    <div className="settings-form panel-card">
      <form onSubmit={onSubmit} noValidate>
        <Stack gap={12}>
          <div>
            <Title order={2}>{words.mail}</Title>
            <Text size="sm" c="dimmed">
              {words.mailHint}
            </Text>
          </div>
          <Group align="flex-start" wrap="nowrap">
            <TextInput
              label={words.host}
              maxLength={253}
              style={{ flex: 1 }}
              {...form.getInputProps('host')}
            />
            <NumberInput
              label={words.port}
              min={1}
              max={65_535}
              w={110}
              thousandSeparator=""
              {...form.getInputProps('port')}
            />
          </Group>
          <Checkbox
            label={words.secure}
            description={words.secureHint}
            {...form.getInputProps('secure', { type: 'checkbox' })}
          />
          <Group grow align="flex-start">
            <TextInput
              label={words.user}
              description={'\u00a0'}
              maxLength={254}
              autoComplete="off"
              {...form.getInputProps('user')}
            />
            <PasswordInput
              label={words.password}
              description={hasPassword ? words.passwordKept : words.passwordNone}
              autoComplete="new-password"
              {...form.getInputProps('password')}
            />
          </Group>
          <Group grow align="flex-start">
            <TextInput label={words.fromName} maxLength={120} {...form.getInputProps('fromName')} />
            <TextInput
              label={words.fromAddress}
              type="email"
              maxLength={254}
              {...form.getInputProps('fromAddress')}
            />
          </Group>
          <ErrorNote error={error} />
          <Group justify="flex-end">
            <Button type="submit" loading={isSending}>
              {words.saveMail}
            </Button>
          </Group>
        </Stack>
      </form>
      <TestMail />
    </div>
  );
}

function TestMail(): ReactElement {
  const { mailConfigured } = useStudio();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { to: '' },
    check: ({ to }) => (to.trim() ? {} : { to: fieldMessages.required }),
    submit: ({ to }) => engine.studio.sendTestMail({ to: to.trim() }),
    onDone: (_: unknown, { to }) => toast(words.sent(to)),
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={8} mt={16}>
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label={words.test}
            description={mailConfigured ? undefined : words.sendFirst}
            type="email"
            maxLength={254}
            disabled={!mailConfigured}
            style={{ flex: 1 }}
            {...form.getInputProps('to')}
          />
          <Button type="submit" variant="default" disabled={!mailConfigured} loading={isSending}>
            {words.send}
          </Button>
        </Group>
        <ErrorNote error={error} />
      </Stack>
    </form>
  );
}
