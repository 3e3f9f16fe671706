import { Anchor, Radio, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PrepaymentRule } from '#contract/desktop/prepayment.ts';
import { PREPAYMENT_MODES } from '#domain/prepayment/rule.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { prepaymentSettings as words } from '#renderer/messages/prepayment.ts';
import { settingsMessages } from '#renderer/messages/settings.ts';
import { MoneyInput, moneyText, readMoney } from '#renderer/ui/money-input.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import './settings.css';
import { SettingsForm } from './settings-form.tsx';

/** What must be paid before a place is given: one of four modes, each with what it does. */
export function PrepaymentForm(): ReactElement {
  const rule = useQuery(queries.prepayment.rule.queryOptions());
  if (rule.error) return <ErrorState error={rule.error} onRetry={() => void rule.refetch()} />;
  return rule.data ? <Fields rule={rule.data} /> : <LoadingState />;
}

function Fields({ rule }: { readonly rule: PrepaymentRule }): ReactElement {
  const { currency } = useStudio();
  const cache = useQueryClient();
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: {
      mode: rule.mode,
      thresholdMinor: rule.thresholdMinor === 0 ? '' : moneyText(rule.thresholdMinor, currency),
    },
    check: ({ mode, thresholdMinor }) => {
      if (mode !== 'threshold') return {};
      const read = readMoney(thresholdMinor, currency);
      if (!read.ok) return { thresholdMinor: read.error };
      return read.value > 0 ? {} : { thresholdMinor: fieldMessages.notAnAmount };
    },
    submit: ({ mode, thresholdMinor }) => {
      const read = readMoney(thresholdMinor, currency);
      return engine.prepayment.updateRule({
        mode,
        thresholdMinor: read.ok && read.value >= 0 ? read.value : rule.thresholdMinor,
      });
    },
    onDone: () => {
      void cache.invalidateQueries({ queryKey: queries.prepayment.key() });
      toast(settingsMessages.saved);
    },
  });
  const { mode } = form.getValues();
  return (
    <SettingsForm
      title={words.title}
      hint={words.hint}
      onSubmit={onSubmit}
      error={error}
      isSending={isSending}
    >
      <Radio.Group aria-label={words.title} {...form.getInputProps('mode')}>
        <Stack gap={8}>
          {PREPAYMENT_MODES.map((each) => (
            <Stack key={each} gap={8}>
              <Radio value={each} label={words.modes[each]} description={words.sentences[each]} />
              {each === 'threshold' && mode === 'threshold' ? (
                <MoneyInput label={words.amount} w={200} ml={32} {...form.getInputProps('thresholdMinor')} />
              ) : null}
              {each === 'package' ? (
                <Anchor
                  ml={32}
                  size="sm"
                  renderRoot={(root) => (
                    <Link {...root} to="/settings/$section" params={{ section: 'packages' }} />
                  )}
                >
                  {words.packages}
                </Anchor>
              ) : null}
            </Stack>
          ))}
        </Stack>
      </Radio.Group>
    </SettingsForm>
  );
}
