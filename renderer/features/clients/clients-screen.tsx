import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { clientMessages as words } from '#renderer/messages/clients.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ListPage } from '#renderer/ui/list-page.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { EmptyState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';

/** All clients, found by name, e-mail or phone; Enter opens one over the list. */
export function ClientsScreen(): ReactElement {
  const { openClient, newClient } = usePanels();
  const [text, setText] = useState('');
  const [archived, setArchived] = useState(false);
  const [search] = useDebouncedValue(text.trim(), 25);
  const mayEdit = useMay('owner', 'admin', 'staff');
  const format = useFormat();
  const columns = useColumns();
  const paged = usePagedRows<ClientRow>({
    queryKey: [...queries.client.list.key(), { search, archived }],
    load: (page, signal) => engine.client.list({ search, archived, ...page }, { signal }),
  });
  return (
    <ListPage
      title={words.title}
      count={words.count(format.number(paged.total))}
      actions={
        mayEdit ? (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={newClient}>
            {words.newClient}
          </Button>
        ) : null
      }
      filters={
        <>
          <TextInput
            label={words.search}
            placeholder={words.searchHint}
            value={text}
            maxLength={100}
            w={320}
            autoFocus
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Checkbox
            label={words.archived}
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
            className="filter-check"
          />
        </>
      }
    >
      <PagedTable
        label={words.table}
        paged={paged}
        rowKey={({ id }) => id}
        columns={columns}
        onOpen={({ id }) => openClient(id)}
        empty={
          search ? (
            <EmptyState icon={IconUsers} title={words.nothingFound} hint={words.nothingFoundHint} />
          ) : (
            <EmptyState icon={IconUsers} title={words.emptyTitle} hint={words.emptyHint} />
          )
        }
      />
    </ListPage>
  );
}

function useColumns(): readonly DataColumn<ClientRow>[] {
  return useMemo(
    () => [
      {
        key: 'name',
        header: words.columns.name,
        width: 'minmax(180px, 2fr)',
        render: ({ name, archived }) => (archived ? `${name} (${words.isArchived})` : name),
      },
      {
        key: 'email',
        header: words.columns.email,
        width: 'minmax(180px, 2fr)',
        render: ({ email }) => email,
      },
      { key: 'phone', header: words.columns.phone, width: '160px', render: ({ phone }) => phone },
      {
        key: 'credits',
        header: words.columns.credits,
        width: '80px',
        align: 'right',
        render: ({ creditsLeft }) => (creditsLeft > 0 ? creditsLeft : ''),
      },
      {
        key: 'balance',
        header: words.columns.balance,
        width: '120px',
        align: 'right',
        render: ({ balanceMinor }) => <MoneyText amountMinor={balanceMinor} dimmed={balanceMinor === 0} />,
      },
    ],
    [],
  );
}
