import { Alert, Button, Text, Title } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useMemo, useState } from 'react';
import type { DeletedRow, RefusedRecovery } from '#contract/desktop/deletion.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { deletedWords as words } from '#renderer/messages/lists.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { PagedTable } from '#renderer/ui/paged-table.tsx';
import { EmptyState, ErrorNote, NoPermissionState } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { usePagedRows } from '#renderer/ui/use-paged-rows.ts';
import type { RowKey } from '#renderer/ui/use-table-keys.ts';

/** What was deleted, last first; clicked rows are marked and brought back (seed 001). */
export function DeletedScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Deleted /> : <NoPermissionState />;
}

function Deleted(): ReactElement {
  const format = useFormat();
  const columns = useMemo(() => columnsOf(format), [format]);
  const [marked, setMarked] = useState<ReadonlySet<RowKey>>(new Set());
  const [refused, setRefused] = useState<readonly RefusedRecovery[]>([]);
  const paged = usePagedRows<DeletedRow>({
    queryKey: queries.deletion.list.key(),
    load: (page, signal) => engine.deletion.list(page, { signal }),
  });
  const recovering = useMutation({
    mutationFn: (call: { readonly ids: readonly SessionId[]; readonly allowConflicts: boolean }) =>
      engine.deletion.recover({ ids: [...call.ids], allowConflicts: call.allowConflicts }),
    onSuccess: ({ recovered, bookings, credits, refused, undoId }) => {
      setRefused(refused);
      setMarked(new Set());
      if (recovered > 0) toastUndoable(words.recovered(recovered, bookings, credits), undoId);
    },
  });
  return (
    <div className="page">
      <div className="page-head">
        <div className="outbox-title">
          <Title order={1}>{words.title}</Title>
          <Text c="dimmed">{words.intro}</Text>
        </div>
        {marked.size > 0 ? (
          <Text c="dimmed" role="status" className="figures">
            {words.marked(marked.size)}
          </Text>
        ) : null}
        <Button
          leftSection={<IconRestore size={16} aria-hidden />}
          disabled={marked.size === 0}
          loading={recovering.isPending}
          onClick={() => recovering.mutate({ ids: [...marked] as SessionId[], allowConflicts: false })}
        >
          {words.recover}
        </Button>
      </div>
      <ErrorNote error={recovering.error} />
      {refused.length > 0 ? (
        <NotRecovered
          refused={refused}
          onClose={() => setRefused([])}
          onAnyway={(ids) => recovering.mutate({ ids, allowConflicts: true })}
        />
      ) : null}
      <div className="page-body">
        <PagedTable
          label={words.table}
          paged={paged}
          skeletonRows={8}
          rowKey={({ id }) => id}
          columns={columns}
          selection={{
            selected: marked,
            onChange: setMarked,
            labelOf: ({ title, date }) => `${title}, ${format.day(date)}`,
          }}
          empty={<EmptyState icon={IconRestore} title={words.emptyTitle} hint={words.emptyHint} />}
        />
      </div>
    </div>
  );
}

/** Which stayed deleted, each with its reason; what only stands in the way can be accepted. */
function NotRecovered(props: {
  readonly refused: readonly RefusedRecovery[];
  readonly onClose: () => void;
  readonly onAnyway: (ids: readonly SessionId[]) => void;
}): ReactElement {
  const { refused } = props;
  const format = useFormat();
  const inTheWay = refused.filter(({ reason }) => reason === 'conflict').map(({ id }) => id);
  return (
    <Alert
      color="gray"
      py={8}
      mb={8}
      title={words.stayed(refused.length)}
      withCloseButton
      onClose={props.onClose}
      closeButtonLabel={uiMessages.close}
    >
      <ul className="plain-list">
        {refused.map((each) => (
          <li key={each.id}>
            {each.date ? `${each.title}, ${format.day(each.date)}, ${format.time(each.time)}: ` : ''}
            {reasonOf(each, format)}
          </li>
        ))}
      </ul>
      {inTheWay.length > 0 ? (
        <Button size="xs" variant="default" mt={8} onClick={() => props.onAnyway(inTheWay)}>
          {words.recoverAnyway}
        </Button>
      ) : null}
    </Alert>
  );
}

function reasonOf({ reason, conflicts, clients }: RefusedRecovery, format: StudioFormat): string {
  if (reason === 'no_credit')
    return words.noCredit(clients.map(({ client, lot }) => words.clientLot(client, lot)));
  if (reason !== 'conflict') return words.reasons[reason];
  return words.conflict(
    conflicts.map(({ kind, title, time }) =>
      [words.conflictKinds[kind], title, time ? format.time(time) : ''].filter(Boolean).join(' '),
    ),
  );
}

function columnsOf(format: StudioFormat): readonly DataColumn<DeletedRow>[] {
  const { columns } = words;
  return [
    {
      key: 'when',
      header: columns.when,
      width: '210px',
      render: ({ date, time, durationMinutes }) =>
        `${format.day(date)}, ${format.timeRange(time, durationMinutes)}`,
    },
    {
      key: 'session',
      header: columns.session,
      width: 'minmax(140px, 1.4fr)',
      render: ({ title, color }) => (
        <>
          <span className="dot" style={{ background: `var(--service-${color}-edge)` }} aria-hidden />
          {title}
        </>
      ),
    },
    {
      key: 'practitioner',
      header: columns.practitioner,
      width: 'minmax(110px, 1fr)',
      render: ({ practitionerName }) => practitionerName,
    },
    { key: 'place', header: columns.place, width: 'minmax(130px, 1.2fr)', render: ({ place }) => place },
    { key: 'booked', header: columns.booked, width: '76px', align: 'right', render: ({ booked }) => booked },
    {
      key: 'credits',
      header: columns.credits,
      width: '68px',
      align: 'right',
      render: ({ credits }) => credits,
    },
    {
      key: 'deleted',
      header: columns.deleted,
      width: '150px',
      render: ({ deletedAt }) => format.instant(deletedAt),
    },
    { key: 'by', header: columns.by, width: 'minmax(100px, 0.8fr)', render: ({ deletedBy }) => deletedBy },
  ];
}
