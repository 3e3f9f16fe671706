import { Button, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconChecks, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { SaveFailure } from '#contract/desktop/completion.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { completionWords, endOfDayWords as words } from '#renderer/messages/completion.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { EmptyState, ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { LeftOut } from './left-out.tsx';
import './sessions.css';

type EndOfDay = Awaited<ReturnType<typeof engine.completion.endOfDay>>;
type PastOpen = EndOfDay['sessions'][number];

/** Past sessions that are still open: one key saves those that the check-ins make clear; the others wait for a word. */
export function EndOfDayScreen(): ReactElement {
  const list = useQuery(queries.completion.endOfDay.queryOptions());
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{words.title}</Title>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          renderRoot={(root) => <Link {...root} to="/sessions" search={{}} />}
        >
          {words.back}
        </Button>
      </div>
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <LoadingState rows={12} />
      ) : (
        <PastOpenList list={list.data} />
      )}
    </div>
  );
}

function PastOpenList(props: { readonly list: EndOfDay }): ReactElement {
  const { sessions, hiddenMinor, isMore } = props.list;
  const { openSession } = usePanels();
  const format = useFormat();
  const columns = useColumns();
  const [failures, setFailures] = useState<readonly SaveFailure[]>([]);
  const clear = sessions.filter(({ suggestion }) => suggestion === 'clear');
  const clearMinor = clear.reduce((sum, row) => sum + row.hiddenMinor, 0);
  const saving = useMutation({
    mutationFn: () =>
      engine.completion.saveClear({
        sessions: clear.map(({ session: { id, version } }) => ({ id, version })),
      }),
    onSuccess: (answer) => {
      setFailures(answer.failures);
      if (answer.saved > 0) toastUndoable(completionWords.manySaved(answer.saved), answer.undoId);
    },
  });
  const complete = (): void => {
    if (clear.length > 0 && !saving.isPending) saving.mutate();
  };
  useShortcuts({ c: complete });
  if (sessions.length === 0)
    return <EmptyState icon={IconChecks} title={words.emptyTitle} hint={words.emptyHint} />;
  return (
    <>
      <div className="end-of-day">
        <div>
          <Text fw={600} className="figures">
            {words.count(sessions.length, isMore)}, {words.hides(format.money(hiddenMinor))}.
          </Text>
          <Text size="sm" c="dimmed">
            {words.lead}
          </Text>
        </div>
        <div className="end-of-day-act">
          <Button
            leftSection={<IconChecks size={16} aria-hidden />}
            disabled={clear.length === 0}
            loading={saving.isPending}
            onClick={complete}
            aria-keyshortcuts="c"
          >
            {words.complete(clear.length)}
          </Button>
          <Text size="sm" c="dimmed" className="figures">
            {clear.length === 0
              ? words.noneClear
              : `${words.completeKey}. ${words.consequence(clear.length, format.money(clearMinor))}`}
          </Text>
        </div>
      </div>
      {saving.error ? <ErrorNote error={saving.error} /> : null}
      {failures.length > 0 ? <LeftOut failures={failures} onClose={() => setFailures([])} /> : null}
      <div className="page-body">
        <DataTable
          label={words.table}
          rows={sessions}
          rowKey={({ session }) => session.id}
          columns={columns}
          onOpen={({ session }) => openSession(session.id, { act: 'complete' })}
        />
      </div>
    </>
  );
}

function useColumns(): readonly DataColumn<PastOpen>[] {
  const { nameOf } = useCatalog();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'date',
        header: words.columns.date,
        width: '124px',
        render: ({ session }) => format.day(session.date),
      },
      {
        key: 'time',
        header: words.columns.time,
        width: '150px',
        render: ({ session }) => format.timeRange(session.time, session.durationMinutes),
      },
      {
        key: 'title',
        header: words.columns.title,
        width: 'minmax(160px, 1.4fr)',
        render: ({ session }) => (
          <>
            <span
              className="dot"
              style={{ background: `var(--service-${session.color}-edge)` }}
              aria-hidden
            />
            {session.title}
          </>
        ),
      },
      {
        key: 'practitioner',
        header: words.columns.practitioner,
        width: 'minmax(120px, 1fr)',
        render: ({ session }) => nameOf('practitioners', session.practitionerId),
      },
      {
        key: 'checkedIn',
        header: words.columns.checkedIn,
        width: '96px',
        align: 'right',
        render: ({ checkedIn, missing }) => `${checkedIn}/${checkedIn + missing}`,
      },
      {
        key: 'suggestion',
        header: words.columns.suggestion,
        width: '210px',
        render: (row) => <Suggestion row={row} />,
      },
      {
        key: 'hidden',
        header: words.columns.hidden,
        width: '130px',
        align: 'right',
        render: ({ hiddenMinor }) => <MoneyText amountMinor={hiddenMinor} />,
      },
    ],
    [format, nameOf],
  );
}

function Suggestion(props: { readonly row: PastOpen }): ReactElement {
  const { suggestion, checkedIn, missing } = props.row;
  return suggestion === 'clear' ? (
    <StatusBadge tone="good" icon={IconCircleCheck} label={words.suggestions.clear(checkedIn, missing)} />
  ) : (
    <StatusBadge tone="warning" icon={IconHelpCircle} label={words.suggestions[suggestion]} />
  );
}
