import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import type { ClosureId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMayBulkCancel } from '#renderer/api/signed-in.ts';
import { bulk } from '#renderer/messages/cancellation.ts';
import { NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { useBulkCancel } from './bulk-cancel-store.ts';
import { BulkAside, SessionsToCancel } from './cancellation-screen.tsx';
import './cancellation.css';
import { countOver, endsOf, isSelectable, tickedAgainst } from './selection.ts';
import type { ListedSession } from './sessions-table.tsx';

/** Bulk cancellation of what lies inside a closure: the same plan, limits and button; the closure remembers the job. */
export function InsideClosureScreen(): ReactElement {
  const { closureId } = useParams({ strict: false });
  return useMayBulkCancel() ? (
    <InsideClosure key={closureId} id={Number(closureId) as ClosureId} />
  ) : (
    <NoPermissionState />
  );
}

const NO_ROWS: readonly ListedSession[] = [];

function InsideClosure({ id }: { readonly id: ClosureId }): ReactElement {
  const sessions = useQuery(queries.closure.sessions.queryOptions({ input: { id } }));
  const format = useFormat();
  const { ticks, ends } = useBulkCancel();
  const { data } = sessions;
  useTickAllOnce(data);
  const rows = data?.rows ?? NO_ROWS;
  const ticked = useMemo(() => tickedAgainst(ticks, rows), [ticks, rows]);
  const now = useNow();
  const over = useMemo(() => countOver(ticked.ids, ends, now), [ticked, ends, now]);
  const listed = {
    rows,
    ticked,
    more: data?.more ?? false,
    isOld: false,
    isPending: sessions.isPending,
    error: sessions.error,
    refetch: () => void sessions.refetch(),
  };
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{bulk.title}</Title>
      </div>
      <Alert color="gray" variant="light" p={10} icon={<IconCalendarOff aria-hidden />} role="note">
        <Group gap={12} justify="space-between">
          <Text size="sm">
            {data
              ? bulk.insideClosure(
                  data.closure.title,
                  format.dayRange(data.closure.startDate, data.closure.endDate),
                )
              : bulk.insideLoading}
          </Text>
          <Button
            variant="default"
            size="xs"
            renderRoot={(root) => <Link to="/cancellations/bulk" search={{}} {...root} />}
          >
            {bulk.allSessions}
          </Button>
        </Group>
      </Alert>
      <div className="bulk">
        <SessionsToCancel listed={listed} />
        <BulkAside ticked={ticked} over={over} closureId={id} />
      </div>
    </div>
  );
}

interface Inside {
  readonly closure: { readonly title: string };
  readonly rows: readonly ListedSession[];
}

/** Whoever comes from a closure means all that lies inside; what was ticked before, elsewhere, is not meant. */
function useTickAllOnce(data: Inside | undefined): void {
  const isTicked = useRef(false);
  useEffect(() => {
    if (!data || isTicked.current) return;
    isTicked.current = true;
    const { form, set } = useBulkCancel.getState();
    const ticks = new Set(data.rows.filter(isSelectable).map(({ id }) => id));
    set({
      ticks,
      ends: endsOf(data.rows, ticks, new Map()),
      form: { ...form, reason: form.reason || data.closure.title },
      accepted: null,
    });
  }, [data]);
}
