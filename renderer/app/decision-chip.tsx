import { Button } from '@mantine/core';
import { IconClockHour4 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { decisions as words } from '#renderer/messages/cancellation-tool.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';

/** Until when the most urgent decision is due, wherever one is; red once the time is up. */
export function DecisionChip(): ReactElement | null {
  const atDesk = useMay('owner', 'admin', 'staff');
  const { data } = useQuery({
    ...queries.decision.list.queryOptions(),
    enabled: atDesk,
    refetchInterval: 60_000,
  });
  const format = useFormat();
  const now = useNow();
  const first = data?.decisions[0];
  if (!first) return null;
  return (
    <Button
      size="xs"
      variant="default"
      className={first.decideAt <= now ? 'decision-chip-over' : ''}
      leftSection={<IconClockHour4 size={14} aria-hidden />}
      title={first.reason}
      renderRoot={(rest) => <Link {...rest} to="/cancellations/decisions" search={{}} />}
    >
      {first.decideAt <= now ? words.overdue : words.chip(format.clock(first.decideAt))}
    </Button>
  );
}
