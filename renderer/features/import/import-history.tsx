import { Button, Title } from '@mantine/core';
import { IconCircleCheck, IconFileImport, IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo } from 'react';
import type { z } from 'zod';
import type { importRow } from '#contract/desktop/import.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { importMessages as words } from '#renderer/messages/import.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { madeText } from './made-text.ts';

type ImportRow = z.infer<typeof importRow>;

/** The files that were brought in; each can be taken back as a whole. */
export function ImportHistory(): ReactElement {
  const imports = useQuery(queries.imports.list.queryOptions());
  const undo = useUndo();
  const columns = useColumns(undo);
  const rows = imports.data ?? [];
  return (
    <section aria-label={words.history}>
      <Title order={2} mb={8}>
        {words.history}
      </Title>
      {imports.error ? (
        <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />
      ) : imports.isPending ? (
        <LoadingState rows={3} />
      ) : (
        <div style={{ height: rows.length === 0 ? 170 : 38 + Math.min(rows.length, 8) * 34 }}>
          <DataTable
            label={words.historyTable}
            rows={rows}
            rowKey={({ id }) => id}
            columns={columns}
            isMuted={({ state }) => state === 'undone'}
            empty={<EmptyState icon={IconFileImport} title={words.noImports} hint={words.noImportsHint} />}
          />
        </div>
      )}
    </section>
  );
}

function useUndo(): (row: ImportRow) => Promise<void> {
  const format = useFormat();
  const undoing = useMutation({
    mutationFn: ({ id }: ImportRow) => engine.imports.undo({ id }),
    onSuccess: (_, { fileName }) => toast(words.undone(fileName)),
    onError: toastError,
  });
  return async (row) => {
    if (undoing.isPending) return;
    const isSure = await confirm({
      title: words.undoTitle,
      consequence: words.undoConsequence(row.fileName, madeText(row.summary, format)),
      confirmLabel: words.undo,
      danger: true,
    });
    if (isSure) undoing.mutate(row);
  };
}

function useColumns(undo: (row: ImportRow) => Promise<void>): readonly DataColumn<ImportRow>[] {
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'when',
        header: words.when,
        width: '150px',
        render: ({ createdAt }) => format.instant(createdAt),
      },
      {
        key: 'file',
        header: words.fileName,
        width: 'minmax(100px, 1fr)',
        render: ({ fileName }) => fileName,
      },
      { key: 'kind', header: words.kindColumn, width: '76px', render: ({ kind }) => words.kinds[kind] },
      {
        key: 'made',
        header: words.made,
        width: 'minmax(110px, 2fr)',
        render: ({ summary }) => <span title={madeText(summary, format)}>{madeText(summary, format)}</span>,
      },
      {
        key: 'by',
        header: words.by,
        width: '110px',
        render: ({ createdBy }) => createdBy || words.commandLine,
      },
      {
        key: 'state',
        header: words.state,
        width: '108px',
        render: ({ state }) => (
          <StatusBadge
            tone={state === 'applied' ? 'good' : 'neutral'}
            icon={state === 'applied' ? IconCircleCheck : IconArrowBackUp}
            label={words.states[state]}
          />
        ),
      },
      {
        key: 'undo',
        header: words.actions,
        width: '112px',
        align: 'right',
        render: (row) =>
          row.state === 'applied' ? (
            <Button size="compact-sm" variant="default" onClick={() => void undo(row)}>
              {words.undo}
            </Button>
          ) : null,
      },
    ],
    [format, undo],
  );
}
