import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import {
  IconArchive,
  IconArrowMerge,
  IconCash,
  IconFileInvoice,
  IconPackage,
  IconPencil,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { ClientView } from '#contract/desktop/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { balanceWords } from '#renderer/messages/balances.ts';
import { clientMessages as words } from '#renderer/messages/clients.ts';
import { mergeWords } from '#renderer/messages/lists.ts';
import { FactList } from '#renderer/ui/fact-list.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { SellPackageForm } from '#renderer/ui/sell-package-form.tsx';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { ClientAutoInvoicing } from './client-auto-invoicing.tsx';
import { CardSection } from './card-section.tsx';
import { ClientPermissions } from './client-permissions.tsx';
import { AccountSection } from './account-section.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { ClientBookings, ClientLots, ClientPayments } from './client-records.tsx';
import { BalanceSum } from './balance-sum.tsx';
import { ClientForm } from '#renderer/ui/client-form.tsx';
import { ParticipantSection } from './participant-section.tsx';
import { TakePaymentDialog } from '#renderer/ui/take-payment/take-payment-dialog.tsx';

type Mode = 'view' | 'edit' | 'package';

/** One client over the place one is in: who, what is owed, what is left, what happened. */
export function ClientPanel(props: { readonly id: ClientId }): ReactElement {
  const { close } = usePanels();
  const queryClient = useQueryClient();
  const client = useQuery(queries.client.get.queryOptions({ input: { id: props.id } }));
  const [mode, setMode] = useState<Mode>('view');
  const done = (message: string): void => {
    void queryClient.invalidateQueries({ queryKey: queries.client.key() });
    void queryClient.invalidateQueries({ queryKey: queries.booking.key() });
    toast(message);
    setMode('view');
  };
  const titles = {
    view: client.data?.name ?? words.client,
    edit: words.editClient,
    package: words.sellPackage,
  };
  const back = (): void => setMode('view');
  return (
    <SidePanel title={titles[mode]} opened onClose={close}>
      {client.error ? <ErrorState error={client.error} onRetry={() => void client.refetch()} /> : null}
      {client.isPending ? <LoadingState /> : null}
      {client.data && mode === 'view' ? <Overview client={client.data} onMode={setMode} /> : null}
      {client.data && mode === 'edit' ? (
        <ClientForm
          initial={pick(client.data)}
          isNew={false}
          save={({ payer, ...fields }) =>
            engine.client.update({
              ...fields,
              ...(payer?.id === client.data.payer?.id ? {} : { payerId: payer?.id ?? null }),
              id: props.id,
              version: client.data.version,
            })
          }
          onDone={() => done(words.saved)}
          onCancel={back}
        />
      ) : null}
      {client.data && mode === 'package' ? (
        <SellPackageForm client={client.data} onDone={done} onCancel={back} />
      ) : null}
    </SidePanel>
  );
}

function Overview(props: {
  readonly client: ClientView;
  readonly onMode: (mode: Mode) => void;
}): ReactElement {
  const { client, onMode } = props;
  const atDesk = useMay('owner', 'admin', 'staff');
  const [isPaying, setPaying] = useState(false);
  return (
    <Stack gap={0}>
      {isPaying ? <TakePaymentDialog of={{ clientId: client.id }} onClose={() => setPaying(false)} /> : null}
      {client.archived ? (
        <Group mb={12}>
          <StatusBadge tone="neutral" icon={IconArchive} label={words.isArchived} />
        </Group>
      ) : null}
      <FactList
        facts={[
          [words.email, client.email],
          [words.phone, client.phone],
          [words.note, client.note],
          [balanceWords.payer, client.payer?.name ?? ''],
        ]}
      />
      {atDesk && client.mergedInto === null ? (
        <Group gap={8} mt={16}>
          <Button leftSection={<IconCash size={16} aria-hidden />} onClick={() => setPaying(true)}>
            {words.takePayment}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPackage size={16} aria-hidden />}
            onClick={() => onMode('package')}
          >
            {words.sellPackage}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileInvoice size={16} aria-hidden />}
            renderRoot={(root) => <Link {...root} to="/accounting/invoices" search={{ bill: client.id }} />}
          >
            {words.invoice}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => onMode('edit')}
          >
            {words.editClient}
          </Button>
        </Group>
      ) : null}
      <MergedNote client={client} />
      <BalanceSum balance={client.balance} />
      {atDesk ? <AccountSection client={client} /> : null}
      <ClientLots lots={client.lots} />
      {atDesk ? <ParticipantSection clientId={client.id} /> : null}
      {atDesk && client.mergedInto === null ? <CardSection client={client} /> : null}
      <ClientBookings bookings={client.bookings} name={client.name} />
      <ClientPayments payments={client.payments} />
      {atDesk ? <ClientPermissions client={client} /> : null}
      {atDesk ? <ClientAutoInvoicing client={client} /> : null}
      <Merge client={client} />
      {atDesk ? (
        <Text mt={24}>
          <Anchor
            renderRoot={(root) => <Link {...root} to="/communications/outbox" search={{ of: client.id }} />}
          >
            {words.messages}
          </Anchor>
        </Text>
      ) : null}
    </Stack>
  );
}

/** The record that took this one over, and the names of those that this one took over. */
function MergedNote({ client }: { readonly client: ClientView }): ReactElement | null {
  const { openClient } = usePanels();
  const { mergedInto, formerNames } = client;
  return (
    <>
      {mergedInto ? (
        <Anchor component="button" type="button" mt={12} onClick={() => openClient(mergedInto.id)}>
          {mergeWords.mergedInto(mergedInto.name)}
        </Anchor>
      ) : null}
      {formerNames.length > 0 ? (
        <Text size="sm" c="dimmed" mt={12}>
          {mergeWords.formerly}: {formerNames.join(', ')}
        </Text>
      ) : null}
    </>
  );
}

function Merge({ client }: { readonly client: ClientView }): ReactElement | null {
  const isManagement = useMay('owner', 'admin');
  const { openClient } = usePanels();
  const [isOpen, setOpen] = useState(false);
  if (!isManagement || client.archived) return null;
  return (
    <>
      <Group mt={24}>
        <Button
          variant="default"
          leftSection={<IconArrowMerge size={16} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {mergeWords.open}
        </Button>
      </Group>
      <MergeDialog
        client={client}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onDone={(id) => {
          setOpen(false);
          openClient(id);
        }}
      />
    </>
  );
}

function pick({ firstName, lastName, email, phone, note, address, archived, payer }: ClientView) {
  return { firstName, lastName, email, phone, note, address, archived, payer };
}
