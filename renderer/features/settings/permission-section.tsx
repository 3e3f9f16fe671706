import { Button, Group, Select, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { type ReactElement, useMemo, useState } from 'react';
import { type ClientPermission, clientPermission, type ClientRow } from '#contract/desktop/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { clientMessages } from '#renderer/messages/clients.ts';
import { permissionWords as words } from '#renderer/messages/lists.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { EmptyState } from '#renderer/ui/states.tsx';
import { toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import type { RowKey } from '#renderer/ui/use-table-keys.ts';

type Who = 'everyone' | 'having' | 'lacking';

/** Settings, Permissions, Clients: one permission for many clients; the table says who has it (seed 001). */
export function PermissionSection(): ReactElement {
  const [permission, setPermission] = useState<ClientPermission>('cancel');
  const [who, setWho] = useState<Who>('everyone');
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 60);
  const [chosen, setChosen] = useState<ReadonlySet<RowKey>>(new Set());
  const filter = who === 'everyone' ? null : { is: permission, given: who === 'having' };
  const paged = usePagedRows<ClientRow>({
    queryKey: [...queries.client.list.key(), { search, filter }],
    load: (page, signal) => engine.client.list({ search, permission: filter, ...page }, { signal }),
  });
  const columns = useColumns();
  const give = useGive(permission, () => setChosen(new Set()));
  const ids = [...chosen] as ClientId[];
  return (
    <SettingsLayout section="permissions" fills>
      <Title order={2}>{`${words.clients}: ${words.bulk.toLowerCase()}`}</Title>
      <Text size="sm" c="dimmed">
        {words.bulkHint}
      </Text>
      <div className="filter-bar">
        <Select
          label={words.permission}
          w={190}
          allowDeselect={false}
          data={clientPermission.options.map((value) => ({ value, label: words.names[value] }))}
          value={permission}
          onChange={(value) =>
            setPermission(clientPermission.options.find((known) => known === value) ?? 'cancel')
          }
        />
        <TextInput
          label={words.search}
          placeholder={words.searchHint}
          value={text}
          maxLength={100}
          w={240}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label={words.who}
          w={190}
          allowDeselect={false}
          data={WHO.map((value) => ({ value, label: words[value] }))}
          value={who}
          onChange={(value) => setWho(WHO.find((known) => known === value) ?? 'everyone')}
        />
      </div>
      <GiveButtons
        chosen={ids.length}
        total={paged.total}
        showsAll={filter === null}
        onChosen={(given) => give({ ids }, given, ids.length)}
        onAll={(given) => give({ search }, given, paged.total)}
      />
      <PagedTable
        label={words.table}
        paged={paged}
        skeletonRows={10}
        rowKey={({ id }) => id}
        columns={columns}
        selection={{ selected: chosen, onChange: setChosen, labelOf: ({ name }) => name }}
        empty={
          <EmptyState
            icon={IconUsers}
            title={clientMessages.nothingFound}
            hint={clientMessages.nothingFoundHint}
          />
        }
      />
    </SettingsLayout>
  );
}

const WHO = ['everyone', 'having', 'lacking'] as const;

function GiveButtons(props: {
  readonly chosen: number;
  readonly total: number;
  readonly showsAll: boolean;
  readonly onChosen: (given: boolean) => void;
  readonly onAll: (given: boolean) => void;
}): ReactElement {
  const format = useFormat();
  const total = format.number(props.total);
  return (
    <Group gap={8} mb={8}>
      {props.chosen > 0 ? (
        <>
          <Text size="sm" className="figures">
            {words.chosen(props.chosen)}
          </Text>
          <Button size="xs" onClick={() => props.onChosen(true)}>
            {words.giveChosen}
          </Button>
          <Button size="xs" variant="default" onClick={() => props.onChosen(false)}>
            {words.takeChosen}
          </Button>
        </>
      ) : props.showsAll && props.total > 0 ? (
        <>
          <Button size="xs" variant="default" onClick={() => props.onAll(true)}>
            {words.giveAll(total)}
          </Button>
          <Button size="xs" variant="default" onClick={() => props.onAll(false)}>
            {words.takeAll(total)}
          </Button>
        </>
      ) : null}
    </Group>
  );
}

/** More than one looks over is asked about first; everything can be taken back. */
const ASK_ABOVE = 100;

function useGive(permission: ClientPermission, onDone: () => void) {
  const format = useFormat();
  const what = words.names[permission];
  return (
    who: Parameters<typeof engine.client.setPermission>[0]['who'],
    given: boolean,
    count: number,
  ): void => {
    const run = async (): Promise<void> => {
      const consequence = words.allConsequence(format.number(count), what, given);
      if (count > ASK_ABOVE && !(await confirm({ title: words.bulk, consequence, confirmLabel: what })))
        return;
      const { changed, undoId } = await engine.client.setPermission({ who, permission, given });
      toastUndoable(words.changed(changed, what, given), undoId);
      onDone();
    };
    run().catch(toastError);
  };
}

function useColumns(): readonly DataColumn<ClientRow>[] {
  return useMemo(
    () => [
      { key: 'name', header: words.name, width: 'minmax(160px, 2fr)', render: ({ name }) => name },
      {
        key: 'email',
        header: clientMessages.columns.email,
        width: 'minmax(160px, 2fr)',
        render: ({ email }) => email,
      },
      ...clientPermission.options.map((permission) => ({
        key: permission,
        header: words.names[permission],
        width: '130px',
        render: ({ permissions }: ClientRow) => (permissions[permission] ? words.yes : words.no),
      })),
    ],
    [],
  );
}
