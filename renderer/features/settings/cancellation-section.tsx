import { Button, Checkbox, Group, NumberInput, Radio, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CancellationSettings } from '#contract/desktop/studio.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { cancellationSettingsMessages as words, settingsMessages } from '#renderer/messages/settings.ts';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { numberOf } from './number-of.ts';
import './settings.css';

/** What a cancellation gives back, and what is asked before much money moves. */
export function CancellationSection(): ReactElement {
  const settings = useQuery(queries.studio.cancellationSettings.queryOptions());
  return (
    <SettingsLayout section="cancellations">
      {settings.error ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : settings.data ? (
        <CancellationForm settings={settings.data} />
      ) : (
        <LoadingState />
      )}
    </SettingsLayout>
  );
}

function CancellationForm({ settings }: { readonly settings: CancellationSettings }): ReactElement {
  const { currency } = useStudio();
  const text = (amountMinor: number | null): string =>
    amountMinor === null ? '' : moneyText(amountMinor, currency);
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      nonCardRefund: settings.nonCardRefund,
      asksTyped: settings.typedTotalAboveMinor !== null,
      typedTotalAboveMinor: text(settings.typedTotalAboveMinor),
      asksSecond: settings.secondPersonAboveMinor !== null,
      secondPersonAboveMinor: text(settings.secondPersonAboveMinor),
      staffRefundLimitMinor: text(settings.staffRefundLimitMinor),
      lotExpirySoonDays: settings.lotExpirySoonDays as number | string,
      lotExtensionDays: settings.lotExtensionDays as number | string,
    },
    check: (values) => {
      const errors: Record<string, string> = {};
      const read = (name: AmountField, isAsked: boolean): void => {
        const amount = readMoney(values[name], currency);
        if (isAsked && !amount.ok) errors[name] = amount.error;
      };
      read('typedTotalAboveMinor', values.asksTyped);
      read('secondPersonAboveMinor', values.asksSecond);
      read('staffRefundLimitMinor', true);
      return errors;
    },
    submit: ({ asksTyped, asksSecond, ...values }) => {
      const amount = (field: AmountField): number => {
        const read = readMoney(values[field], currency);
        return read.ok ? read.value : 0;
      };
      return engine.studio.updateCancellationSettings({
        nonCardRefund: values.nonCardRefund,
        typedTotalAboveMinor: asksTyped ? amount('typedTotalAboveMinor') : null,
        secondPersonAboveMinor: asksSecond ? amount('secondPersonAboveMinor') : null,
        staffRefundLimitMinor: amount('staffRefundLimitMinor'),
        lotExpirySoonDays: numberOf(values.lotExpirySoonDays),
        lotExtensionDays: numberOf(values.lotExtensionDays),
      });
    },
    onDone: () => toast(settingsMessages.saved),
  });
  const { asksTyped, asksSecond, lotExpirySoonDays, lotExtensionDays } = form.getValues();
  return (
    <form onSubmit={onSubmit} noValidate className="settings-form panel-card">
      <Stack gap={12}>
        <Title order={2}>{words.refunds}</Title>
        <Radio.Group
          label={words.nonCard}
          description={words.cardHint}
          {...form.getInputProps('nonCardRefund')}
        >
          <Stack gap={6} pt={8}>
            <Radio size="xs" value="account_credit" label={words.accountCredit} />
            <Radio size="xs" value="cash_due" label={words.cashDue} />
          </Stack>
        </Radio.Group>
        <Title order={2} mt={12}>
          {words.safety}
        </Title>
        <div className="amount-rule">
          <Checkbox label={words.typedTotal} {...form.getInputProps('asksTyped', { type: 'checkbox' })} />
          <MoneyInput
            aria-label={words.amount(words.typedTotal)}
            disabled={!asksTyped}
            {...form.getInputProps('typedTotalAboveMinor')}
          />
          <Checkbox
            label={words.secondPerson}
            description={words.secondPersonHint}
            {...form.getInputProps('asksSecond', { type: 'checkbox' })}
          />
          <MoneyInput
            aria-label={words.amount(words.secondPerson)}
            disabled={!asksSecond}
            {...form.getInputProps('secondPersonAboveMinor')}
          />
          <Text component="label" htmlFor="staff-limit" size="sm">
            {words.staffLimit}
            <Text size="xs" c="dimmed">
              {words.staffLimitHint}
            </Text>
          </Text>
          <MoneyInput id="staff-limit" {...form.getInputProps('staffRefundLimitMinor')} />
        </div>
        <Title order={2} mt={12}>
          {words.lots}
        </Title>
        <Group grow align="flex-end">
          <NumberInput
            label={words.expirySoon}
            min={0}
            max={365}
            {...form.getInputProps('lotExpirySoonDays')}
          />
          <NumberInput
            label={words.extension}
            min={0}
            max={365}
            {...form.getInputProps('lotExtensionDays')}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {words.lotsExample(String(lotExpirySoonDays), String(lotExtensionDays))}
        </Text>
        <ErrorNote error={error} />
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {words.holdsNext}
          </Text>
          <Button type="submit" loading={isSending} style={{ flexShrink: 0 }}>
            {settingsMessages.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type AmountField = 'typedTotalAboveMinor' | 'secondPersonAboveMinor' | 'staffRefundLimitMinor';
