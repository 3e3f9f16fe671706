import { Stack, Switch, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ClientView } from '#contract/desktop/client.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { clientAutoInvoicing as words } from '#renderer/messages/auto-invoice.ts';
import { toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';

/** Whether runs of automatic invoicing take this client in, and whether the card on file is charged by them. */
export function ClientAutoInvoicing({ client }: { readonly client: ClientView }): ReactElement | null {
  const mayChange = useMay('owner', 'admin');
  const studio = useQuery(queries.autoInvoice.setting.queryOptions()).data?.setting;
  const query = useQuery(queries.autoInvoice.clientSwitches.queryOptions({ input: { clientId: client.id } }));
  const switches = query.data;
  if (!switches || !studio) return null;
  const set = (change: Partial<typeof switches>): void => {
    engine.autoInvoice
      .setClientSwitches({ clientId: client.id, ...switches, ...change })
      .then(({ undoId }) => toastUndoable(words.changed(client.name), undoId), toastError);
  };
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.title}</Title>
      </div>
      <Stack gap={8}>
        <Switch
          label={words.invoices}
          description={studio.enabled ? undefined : words.invoicesOff}
          checked={switches.invoices}
          disabled={!mayChange || client.archived}
          onChange={(event) => set({ invoices: event.currentTarget.checked })}
        />
        <Switch
          label={words.charges}
          description={studio.autoBilling ? undefined : words.chargesOff}
          checked={switches.charges}
          disabled={!mayChange || client.archived || !switches.invoices}
          onChange={(event) => set({ charges: event.currentTarget.checked })}
        />
      </Stack>
    </>
  );
}
