import { Alert, Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconFlask, IconTestPipe } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ProviderRight } from '#domain/card/provider-right.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { rightsText } from '#renderer/messages/cards.ts';
import { paymentSettings as words } from '#renderer/messages/settings.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { CardPagesForm } from './card-pages-form.tsx';
import { DefaultMethodForm } from './default-method-form.tsx';
import { SimulatorForm } from './simulator-form.tsx';

/** Where card refunds go: the payment provider with a key, else the simulator. */
export function PaymentSection(): ReactElement {
  const payments = useQuery(queries.studio.payments.queryOptions());
  return (
    <SettingsLayout section="payments">
      {payments.error ? (
        <ErrorState error={payments.error} onRetry={() => void payments.refetch()} />
      ) : payments.data ? (
        <>
          <ProviderCard payments={payments.data} />
          <CardPagesForm returnUrl={payments.data.cardPages.returnUrl} />
          <DefaultMethodForm />
          <SimulatorForm simulator={payments.data.simulator} isUsed={payments.data.gateway === 'simulator'} />
        </>
      ) : (
        <LoadingState />
      )}
    </SettingsLayout>
  );
}

interface Payments {
  readonly gateway: 'stripe' | 'simulator';
  readonly hasKey: boolean;
  readonly livemode: boolean | null;
  readonly account: string | null;
  readonly missing: readonly ProviderRight[];
}

function ProviderCard({ payments }: { readonly payments: Payments }): ReactElement {
  const isOwner = useMay('owner');
  const isStripe = payments.gateway === 'stripe';
  return (
    <div className="settings-form panel-card">
      <Stack gap={12}>
        <Group gap={8}>
          <Text c="dimmed">{words.now}</Text>
          <Title order={2} m={0}>
            {isStripe ? words.stripe : words.simulator}
          </Title>
          <ModeBadge payments={payments} />
        </Group>
        {payments.account ? <Text size="sm">{words.account(payments.account)}</Text> : null}
        {isStripe && !payments.hasKey ? (
          <Alert color="red" variant="light" role="alert">
            {words.keyMissing}
          </Alert>
        ) : null}
        {payments.missing.length > 0 ? (
          <Alert color="yellow" variant="light" role="alert">
            {words.lacking(rightsText(payments.missing))}
          </Alert>
        ) : null}
        {isStripe ? null : (
          <Text size="sm" c="dimmed">
            {words.simulatorNow}
          </Text>
        )}
        {isOwner ? (
          <KeyForm hasProvider={isStripe} />
        ) : (
          <Text size="sm" c="dimmed">
            {words.ownersOnly}
          </Text>
        )}
      </Stack>
    </div>
  );
}

function ModeBadge({ payments }: { readonly payments: Payments }): ReactElement {
  if (payments.gateway === 'simulator')
    return <StatusBadge tone="warning" icon={IconFlask} label={words.simulated} />;
  return payments.livemode ? (
    <StatusBadge tone="good" icon={IconCircleCheck} label={words.live} />
  ) : (
    <StatusBadge tone="warning" icon={IconTestPipe} label={words.test} />
  );
}

/** The key goes to the engine and into the key store; this window forgets it at once. */
function KeyForm({ hasProvider }: { readonly hasProvider: boolean }): ReactElement {
  const client = useQueryClient();
  const refresh = (): void => void client.invalidateQueries({ queryKey: queries.studio.key() });
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { key: '' },
    check: ({ key }) => (key.trim() ? {} : { key: words.keyNeeded }),
    submit: ({ key }) => engine.studio.setStripeKey({ key: key.trim() }),
    onDone: () => {
      form.reset();
      refresh();
      toast(words.kept);
    },
  });
  const removing = useMutation({
    mutationFn: () => engine.studio.setStripeKey({ key: null }),
    onSuccess: () => {
      refresh();
      toast(words.removed);
    },
  });
  const remove = async (): Promise<void> => {
    const isSure = await confirm({
      title: words.removeTitle,
      consequence: words.removeConsequence,
      confirmLabel: words.remove,
      danger: true,
    });
    if (isSure) removing.mutate();
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <PasswordInput
          label={words.key}
          description={words.keyHint}
          autoComplete="off"
          maxLength={300}
          {...form.getInputProps('key')}
        />
        <ErrorNote error={error ?? removing.error} />
        <Group justify="flex-end">
          {hasProvider ? (
            <Button variant="default" loading={removing.isPending} onClick={() => void remove()}>
              {words.remove}
            </Button>
          ) : null}
          <Button type="submit" loading={isSending}>
            {words.check}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
