import { Stack, Switch, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { SessionControl } from '#contract/desktop/studio.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { permissionWords as words } from '#renderer/messages/lists.ts';
import { settingsMessages } from '#renderer/messages/settings.ts';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { switchMark } from '#renderer/ui/wanted-switch.ts';
import { ClientPolicyForm } from './client-policy-form.tsx';
import { CutOffForm } from './cut-off-form.tsx';
import { PrepaymentForm } from './prepayment-form.tsx';
import './settings.css';

/** What must be paid in advance, and what clients may do alone, for the whole studio; each switch holds at once. */
export function SessionControlSection(): ReactElement {
  const control = useQuery(queries.studio.sessionControl.queryOptions());
  return (
    <SettingsLayout section="session-control">
      {control.error ? (
        <ErrorState error={control.error} onRetry={() => void control.refetch()} />
      ) : control.data ? (
        <Stack gap={16}>
          <PrepaymentForm />
          <ClientSwitches control={control.data} />
          <ClientPolicyForm />
          <CutOffForm />
        </Stack>
      ) : (
        <LoadingState />
      )}
    </SettingsLayout>
  );
}

function ClientSwitches({ control }: { readonly control: SessionControl }): ReactElement {
  const client = useQueryClient();
  const set = (change: Partial<SessionControl>): void => {
    engine.studio
      .updateSessionControl({ ...control, ...change })
      .then(() => client.invalidateQueries({ queryKey: queries.studio.key() }))
      .then(() => toast(settingsMessages.saved), toastError);
  };
  return (
    <section className="settings-form panel-card">
      <Stack gap={12}>
        <Title order={2}>{words.control}</Title>
        <Switch
          label={words.clientBooking}
          {...switchMark(['studio'])}
          checked={control.clientBooking}
          onChange={(event) => set({ clientBooking: event.currentTarget.checked })}
        />
        <Switch
          label={words.clientCancellations}
          checked={control.clientCancellations}
          onChange={(event) => set({ clientCancellations: event.currentTarget.checked })}
        />
        <Text size="sm" c="dimmed">
          {words.controlHint}
        </Text>
      </Stack>
    </section>
  );
}
