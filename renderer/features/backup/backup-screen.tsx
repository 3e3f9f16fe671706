import { Button, Text } from '@mantine/core';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import { engine, queries } from '#renderer/api/engine.ts';
import { backupMessages as words } from '#renderer/messages/backup.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

interface Backup {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
  readonly label: string;
}

/** The studio's backups: make one, or go back to one. */
export function BackupScreen(): ReactElement {
  const backups = useQuery(queries.backup.list.queryOptions());
  const client = useQueryClient();
  const creating = useMutation({
    mutationFn: () => engine.backup.create(),
    onSuccess: ({ name }) => {
      void client.invalidateQueries({ queryKey: queries.backup.key() });
      toast(words.created(name));
    },
    onError: toastError,
  });
  const restore = useRestore();
  const columns = useColumns(restore);
  return (
    <SettingsLayout
      section="backup"
      fills
      actions={
        <Button
          leftSection={<IconDatabaseExport size={16} aria-hidden />}
          loading={creating.isPending}
          onClick={() => creating.mutate()}
        >
          {words.create}
        </Button>
      }
    >
      <Text c="dimmed" maw={720}>
        {words.hint}
      </Text>
      <div className="settings-list">
        {backups.error ? (
          <ErrorState error={backups.error} onRetry={() => void backups.refetch()} />
        ) : backups.isPending ? (
          <LoadingState />
        ) : (
          <DataTable
            label={words.table}
            rows={backups.data}
            rowKey={({ name }) => name}
            columns={columns}
            onOpen={(backup) => void restore(backup)}
            empty={<EmptyState icon={IconDatabaseExport} title={words.none} hint={words.noneHint} />}
          />
        )}
      </div>
    </SettingsLayout>
  );
}

function useRestore(): (backup: Backup) => Promise<void> {
  const format = useFormat();
  const restoring = useMutation({
    mutationFn: (name: string) => engine.backup.restore({ name }),
    onSuccess: () => toast(words.restoring),
    onError: toastError,
  });
  return async ({ name, at }) => {
    if (restoring.isPending) return;
    const isSure = await confirm({
      title: words.title,
      consequence: words.consequence(format.instant(at)),
      confirmLabel: words.confirm,
      keepLabel: words.keep,
      danger: true,
    });
    if (isSure) restoring.mutate(name);
  };
}

function useColumns(restore: (backup: Backup) => Promise<void>): readonly DataColumn<Backup>[] {
  const format = useFormat();
  return useMemo(
    () => [
      { key: 'when', header: words.when, width: '180px', render: ({ at }) => format.instant(at) },
      {
        key: 'label',
        header: words.label,
        width: '140px',
        render: ({ label }) => words.labels[label] ?? label,
      },
      {
        key: 'size',
        header: words.size,
        width: '90px',
        align: 'right',
        render: ({ bytes }) => words.megabytes(format.number(Math.ceil(bytes / 104_857.6) / 10)),
      },
      { key: 'file', header: words.file, width: 'minmax(200px, 1fr)', render: ({ name }) => name },
      {
        key: 'restore',
        header: words.actions,
        width: '110px',
        align: 'right',
        render: (backup) => (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={words.restoreOf(format.instant(backup.at))}
            onClick={(event) => {
              event.stopPropagation();
              void restore(backup);
            }}
          >
            {words.restore}
          </Button>
        ),
      },
    ],
    [format, restore],
  );
}
