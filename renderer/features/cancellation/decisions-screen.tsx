import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconClockHour4, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { addDays } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { decisions as words } from '#renderer/messages/cancellation-tool.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import type { DecisionRow } from './decision-row.ts';
import './cancellation.css';

/** What was warned of and waits: one key cancels, one confirms. */
export function DecisionsScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Decisions /> : <NoPermissionState />;
}

function Decisions(): ReactElement {
  const query = useQuery({ ...queries.decision.list.queryOptions(), refetchInterval: 60_000 });
  const navigate = useNavigate();
  const format = useFormat();
  const [chosen, setChosen] = useState(0);
  const [canceling, setCanceling] = useState<DecisionRow | null>(null);
  const rows = query.data?.decisions ?? [];
  const row = rows[Math.min(chosen, rows.length - 1)];
  const takesPlace = async (which: DecisionRow): Promise<void> => {
    const isSure = await confirm({
      title: words.confirmTitle,
      consequence: words.confirmText(format, which.clients),
      confirmLabel: words.confirm,
      keepLabel: words.keep,
    });
    if (!isSure) return;
    await engine.decision
      .confirm({ id: which.id, version: which.version })
      .then(({ messages }) => toast(words.confirmed(format, messages)), toastError);
    void query.refetch();
  };
  useShortcuts({
    c: () => row && row.sessions > 0 && setCanceling(row),
    k: () => row && void takesPlace(row),
    ArrowDown: () => setChosen(Math.min(chosen + 1, rows.length - 1)),
    ArrowUp: () => setChosen(Math.max(chosen - 1, 0)),
  });
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <Title order={1}>{words.title}</Title>
          <Text c="dimmed">{words.intro}</Text>
        </div>
      </div>
      {query.isPending ? (
        <div className="panel-card">
          <LoadingState rows={4} />
        </div>
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <div className="panel-card">
          <EmptyState
            icon={IconCircleCheck}
            title={words.emptyTitle}
            hint={words.emptyText}
            action={
              <Button
                variant="default"
                renderRoot={(rest) => <Link {...rest} to="/cancellations/tool" search={{}} />}
              >
                {words.toTool}
              </Button>
            }
          />
        </div>
      ) : (
        <Stack gap={12}>
          {rows.map((each, index) => (
            <DecisionCard
              key={each.id}
              row={each}
              isChosen={each === row}
              onChoose={() => setChosen(index)}
              onCancel={() => setCanceling(each)}
              onConfirm={() => void takesPlace(each)}
            />
          ))}
          <Text size="sm" c="dimmed">
            {words.keys}
          </Text>
        </Stack>
      )}
      {canceling ? (
        <DecisionDialog
          row={canceling}
          onClose={() => setCanceling(null)}
          onCanceled={(jobId) => {
            setCanceling(null);
            toast(words.canceled(jobId));
            void navigate({ to: '/cancellations/jobs/$jobId', params: { jobId: String(jobId) }, search: {} });
          }}
        />
      ) : null}
    </div>
  );
}

function DecisionCard(props: {
  readonly row: DecisionRow;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}): ReactElement {
  const { row } = props;
  const format = useFormat();
  const now = useNow();
  const minutes = Math.ceil((row.decideAt - now) / 60_000);
  const isOver = minutes <= 0;
  return (
    <section
      className="panel-card decision-card"
      data-chosen={props.isChosen || undefined}
      aria-label={row.reason}
      onFocus={props.onChoose}
    >
      <Stack gap={4} style={{ flex: 1, minWidth: 0 }}>
        <Group gap={10}>
          <Title order={2}>{row.reason}</Title>
          <StatusBadge
            tone={isOver ? 'bad' : 'warning'}
            icon={IconClockHour4}
            label={`${words.by(format.instant(row.decideAt))}, ${isOver ? words.overdue.toLowerCase() : words.left(minutes)}`}
          />
        </Group>
        <Text className="figures">
          {row.firstDate && row.lastDate
            ? `${format.dayRange(row.firstDate, addDays(row.lastDate, 1))}: ${words.facts(format, row.sessions, row.bookings, row.clients)}`
            : words.none}
        </Text>
        <Text size="sm" c="dimmed">
          {words.warnedBy(row.requestedBy, format.instant(row.createdAt))}
        </Text>
      </Stack>
      <Group gap={8}>
        <Button variant="default" onClick={props.onConfirm} rightSection={<kbd>K</kbd>}>
          {words.confirm}
        </Button>
        <Button
          color="red.9"
          disabled={row.sessions === 0}
          onClick={props.onCancel}
          rightSection={<kbd>C</kbd>}
        >
          {words.cancel}
        </Button>
      </Group>
    </section>
  );
}
