import { Group, PasswordInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import { isZone, type Zone } from '#domain/values/time.ts';
import { engine } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { setupMessages } from '#renderer/messages/setup.ts';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { localeChoices, weekdayChoices, zoneChoices } from '#renderer/ui/studio-choices.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import './setup.css';

/** Everything an empty studio needs to begin; zone, language and currency are guessed from this computer. */
export function StudioForm(props: {
  readonly zone: string;
  readonly locale: string;
  readonly onBack: () => void;
  readonly onDone: () => void;
}): ReactElement {
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      studioName: '',
      currency: guessCurrency(props.locale),
      zone: props.zone,
      locale: props.locale,
      weekStartsOn: String(guessWeekStart(props.locale)),
      ownerName: '',
      pin: '',
      pinAgain: '',
    },
    check: (values) => ({
      ...(values.studioName.trim() ? {} : { studioName: fieldMessages.required }),
      ...(values.ownerName.trim() ? {} : { ownerName: fieldMessages.required }),
      ...(values.currency ? {} : { currency: fieldMessages.choose }),
      ...(values.locale ? {} : { locale: fieldMessages.choose }),
      ...(isZone(values.zone) ? {} : { zone: fieldMessages.choose }),
      ...(/^\d{6,12}$/.test(values.pin) ? {} : { pin: fieldMessages.issue('PIN') }),
      ...(values.pin === values.pinAgain ? {} : { pinAgain: setupMessages.pinsDiffer }),
    }),
    submit: ({ studioName, currency, locale, ownerName, pin, ...values }) =>
      engine.setup.createStudio({
        studioName,
        currency,
        locale,
        ownerName,
        pin,
        zone: values.zone as Zone,
        weekStartsOn: Number(values.weekStartsOn),
      }),
    onDone: props.onDone,
  });
  const choices = useChoices(props.locale);
  const locale = form.getValues().locale;
  return (
    <main className="setup">
      <form onSubmit={onSubmit} noValidate>
        <Stack gap={12} w={480} maw="100%">
          <header>
            <Title order={1}>{setupMessages.studioTitle}</Title>
            <Text c="dimmed">{setupMessages.studioHint}</Text>
          </header>
          <ErrorNote error={error} />
          <TextInput
            label={setupMessages.studioName}
            autoFocus
            maxLength={120}
            {...form.getInputProps('studioName')}
          />
          <Group grow align="flex-start">
            <SearchSelect
              label={setupMessages.currency}
              data={choices.currencies}
              allowDeselect={false}
              {...form.getInputProps('currency')}
            />
            <SearchSelect
              label={setupMessages.zone}
              data={choices.zones}
              allowDeselect={false}
              limit={100}
              {...form.getInputProps('zone')}
            />
          </Group>
          <Group grow align="flex-start">
            <SearchSelect
              label={setupMessages.locale}
              data={choices.locales}
              allowDeselect={false}
              {...form.getInputProps('locale')}
            />
            <Select
              label={setupMessages.weekStartsOn}
              data={weekdayChoices(locale)}
              allowDeselect={false}
              {...form.getInputProps('weekStartsOn')}
            />
          </Group>
          <TextInput label={setupMessages.ownerName} maxLength={120} {...form.getInputProps('ownerName')} />
          <Group grow align="flex-start">
            <PasswordInput
              label={setupMessages.pin}
              description={setupMessages.pinHint}
              inputMode="numeric"
              autoComplete="new-password"
              {...form.getInputProps('pin')}
            />
            <PasswordInput
              label={setupMessages.pinAgain}
              description={'\u00a0'}
              inputMode="numeric"
              autoComplete="new-password"
              {...form.getInputProps('pinAgain')}
            />
          </Group>
          <FormEnd
            label={setupMessages.createStudio}
            isSending={isSending}
            onCancel={props.onBack}
            cancelLabel={setupMessages.back}
          />
        </Stack>
      </form>
    </main>
  );
}

function useChoices(ownLocale: string) {
  return useMemo(() => {
    const currencyNames = new Intl.DisplayNames(ownLocale, { type: 'currency' });
    return {
      currencies: Intl.supportedValuesOf('currency').map((code) => ({
        value: code,
        label: `${code} – ${currencyNames.of(code) ?? code}`,
      })),
      zones: zoneChoices(),
      locales: localeChoices(ownLocale),
    };
  }, [ownLocale]);
}

function guessWeekStart(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { readonly firstDay: number } };
  return info.getWeekInfo?.().firstDay ?? 1;
}

const currencyByRegion: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  CH: 'CHF',
  JP: 'JPY',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  BR: 'BRL',
  MX: 'MXN',
  IN: 'INR',
  KR: 'KRW',
  ZA: 'ZAR',
};

function guessCurrency(locale: string): string {
  return currencyByRegion[new Intl.Locale(locale).maximize().region ?? ''] ?? 'EUR';
}
