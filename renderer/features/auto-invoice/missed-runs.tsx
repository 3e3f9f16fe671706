import { Alert, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { missedRuns as words } from '#renderer/messages/auto-invoice.ts';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Runs that were missed so long ago that somebody must look at the date first. Nothing while there are none. */
export function MissedRuns(): ReactElement | null {
  const format = useFormat();
  const mayStart = useMay('owner', 'admin');
  const [isSending, setSending] = useState(false);
  const { data } = useQuery(queries.autoInvoice.setting.queryOptions());
  const missed = data?.missed;
  if (!missed) return null;
  const start = (): void => {
    setSending(true);
    void engine.autoInvoice
      .startMissed({ to: missed.to })
      .then(() => toast(words.started), toastError)
      .finally(() => setSending(false));
  };
  return (
    <Alert color="yellow" my={8} flex="none">
      <Group justify="space-between" gap={12}>
        <div className="auto-missed">
          <Text fw={600}>{words.title(format, missed.runs)}</Text>
          <Text size="sm">{words.text(format.dayRange(missed.from, missed.to))}</Text>
        </div>
        {mayStart ? (
          <Button size="xs" loading={isSending} onClick={start}>
            {words.start}
          </Button>
        ) : null}
      </Group>
    </Alert>
  );
}
