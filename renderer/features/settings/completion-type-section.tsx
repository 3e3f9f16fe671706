import { ActionIcon, Button, Checkbox, Group, Popover, Text } from '@mantine/core';
import { IconInfoCircle, IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo, useState } from 'react';
import type { CompletionType } from '#contract/desktop/completion.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { completionWords, typeSettings as words } from '#renderer/messages/completion.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { EmptyState, ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { CompletionTypeForm } from './completion-type-form.tsx';

/** Custom session status (seed 001): what may be chosen when a session is completed. */
export function CompletionTypeSection(): ReactElement {
  const types = useQuery(queries.completion.types.queryOptions());
  const [openId, setOpenId] = useState<CompletionType['id'] | 'new' | null>(null);
  const change = useMutation({ mutationFn: (act: () => Promise<unknown>) => act() });
  const columns = useColumns((act) => change.mutate(act), setOpenId);
  const close = (): void => setOpenId(null);
  const edited = types.data?.find(({ id }) => id === openId) ?? null;
  const isOpen = openId === 'new' || edited !== null;
  return (
    <SettingsLayout
      section="custom-session-status"
      fills
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpenId('new')}>
          {words.add}
        </Button>
      }
    >
      <Text c="dimmed" size="sm" mb={12}>
        {words.lead}
      </Text>
      {change.error ? <ErrorNote error={change.error} /> : null}
      <div className="settings-list">
        {types.error ? (
          <ErrorState error={types.error} onRetry={() => void types.refetch()} />
        ) : types.isPending ? (
          <LoadingState />
        ) : (
          <DataTable
            label={words.table}
            rows={types.data}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id, builtIn }) => (builtIn === null ? setOpenId(id) : undefined)}
            isMuted={({ state }) => state === 'hidden'}
            empty={<EmptyState title={words.empty} hint={words.emptyHint} />}
          />
        )}
      </div>
      <SidePanel title={edited ? words.edit : words.add} opened={isOpen} onClose={close}>
        {isOpen ? <CompletionTypeForm key={openId} type={edited} onClose={close} /> : null}
      </SidePanel>
    </SettingsLayout>
  );
}

function useColumns(
  act: (change: () => Promise<unknown>) => void,
  onEdit: (id: CompletionType['id']) => void,
): readonly DataColumn<CompletionType>[] {
  const format = useFormat();
  return useMemo(() => {
    const amount = (type: CompletionType, modifier: number): string =>
      type.builtIn === 'override'
        ? words.asTyped
        : type.modifierType === 'fixed'
          ? format.money(modifier)
          : `${modifier} %`;
    return [
      {
        key: 'label',
        header: words.columns.label,
        width: 'minmax(160px, 2fr)',
        render: (type) => <Label type={type} />,
      },
      {
        key: 'status',
        header: words.columns.status,
        width: '130px',
        render: ({ status }) => completionWords.statuses[status],
      },
      {
        key: 'client',
        header: words.columns.client,
        width: '120px',
        align: 'right',
        render: (type) => amount(type, type.clientModifier),
      },
      {
        key: 'practitioner',
        header: words.columns.practitioner,
        width: '150px',
        align: 'right',
        render: (type) => amount(type, type.practitionerModifier),
      },
      {
        key: 'shown',
        header: words.columns.shown,
        width: '80px',
        render: ({ id, version, label, state }) => (
          <Checkbox
            aria-label={words.show(label)}
            checked={state === 'shown'}
            onChange={({ currentTarget: { checked } }) =>
              act(() => engine.completion.showType({ id, version, shown: checked }))
            }
          />
        ),
      },
      {
        key: 'actions',
        header: words.columns.actions,
        width: '120px',
        render: (type) =>
          type.builtIn === null ? (
            <Group gap={4} wrap="nowrap">
              <ActionIcon aria-label={words.editOne(type.label)} onClick={() => onEdit(type.id)}>
                <IconPencil size={16} />
              </ActionIcon>
              <ActionIcon
                color="red"
                aria-label={words.remove(type.label)}
                onClick={() => void remove(type, act)}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          ) : (
            <Text size="sm" c="dimmed">
              {words.builtIn}
            </Text>
          ),
      },
    ];
  }, [act, format, onEdit]);
}

/** The label, and its description on demand. */
function Label(props: { readonly type: CompletionType }): ReactElement {
  const { label, description } = props.type;
  return (
    <Group gap={4} wrap="nowrap">
      <span>{label}</span>
      <Popover position="bottom-start" width={280} withinPortal>
        <Popover.Target>
          <ActionIcon size="sm" aria-label={words.describe(label)}>
            <IconInfoCircle size={15} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <Text size="sm">{description || words.noDescription}</Text>
        </Popover.Dropdown>
      </Popover>
    </Group>
  );
}

async function remove(
  { id, version, label }: CompletionType,
  act: (change: () => Promise<unknown>) => void,
): Promise<void> {
  const isSure = await confirm({
    title: words.removeTitle(label),
    consequence: words.removeConsequence,
    confirmLabel: words.removeConfirm,
    danger: true,
  });
  if (isSure)
    act(() => engine.completion.deleteType({ id, version }).then(() => toast(words.removed(label))));
}
