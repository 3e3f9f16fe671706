import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { IconArrowsExchange, IconFileText, IconPlusMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { ClientView } from '#contract/desktop/client.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { balanceWords as words } from '#renderer/messages/balances.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { AccountEntries } from './account-entries.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { type FamilyMember, TransferDialog } from './transfer-dialog.tsx';

/** What can be done about a client's balance: the statement, a correction, moving it within the family; and what was done. */
export function AccountSection({ client }: { readonly client: ClientView }): ReactElement {
  const isManagement = useMay('owner', 'admin');
  const account = useQuery(queries.balance.account.queryOptions({ input: { clientId: client.id } })).data;
  const [open, setOpen] = useState<'correct' | 'move' | null>(null);
  const close = (): void => setOpen(null);
  const isOwn = client.mergedInto === null;
  const family = account?.family ?? [];
  return (
    <section aria-label={words.account}>
      <Group gap={8} mt={12}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFileText size={15} aria-hidden />}
          renderRoot={(root) => <Link {...root} to="/clients/statement" search={{ of: client.id }} />}
        >
          {words.statement}
        </Button>
        {isManagement && isOwn ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlusMinus size={15} aria-hidden />}
            onClick={() => setOpen('correct')}
          >
            {words.correct}
          </Button>
        ) : null}
        {isOwn && family.length > 1 ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowsExchange size={15} aria-hidden />}
            onClick={() => setOpen('move')}
          >
            {words.move}
          </Button>
        ) : null}
      </Group>
      {account && family.length > 0 ? (
        <Family client={client} family={family} payerId={account.payerId} />
      ) : null}
      {account ? <AccountEntries clientId={client.id} account={account} /> : null}
      <CorrectDialog client={client} opened={open === 'correct'} onClose={close} />
      <TransferDialog client={client} family={family} opened={open === 'move'} onClose={close} />
    </section>
  );
}

/** Everybody with their balance, the payer first, and what it comes to together. */
function Family(props: {
  readonly client: ClientView;
  readonly family: readonly FamilyMember[];
  readonly payerId: ClientView['id'] | null;
}): ReactElement {
  const { client, family, payerId } = props;
  const { openClient } = usePanels();
  const total = family.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0);
  return (
    <section aria-label={words.family}>
      <div className="section-head">
        <Title order={3}>{words.family}</Title>
      </div>
      <table className="sum">
        <tbody>
          {family.map((member) => (
            <tr key={member.clientId}>
              <th scope="row">
                {member.clientId === client.id ? (
                  member.name
                ) : (
                  <Anchor component="button" type="button" onClick={() => openClient(member.clientId)}>
                    {member.name}
                  </Anchor>
                )}
                {member.clientId === (payerId ?? client.id) ? (
                  <Text span c="dimmed">
                    {' · '}
                    {words.isPayer}
                  </Text>
                ) : null}
              </th>
              <td>
                <MoneyText amountMinor={member.balanceMinor} />
              </td>
            </tr>
          ))}
          <tr data-total>
            <th scope="row">{words.familyTotal}</th>
            <td>
              <MoneyText amountMinor={total} strong />
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
