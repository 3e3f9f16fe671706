import { Progress, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { importMessages as words } from '#renderer/messages/import.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { useImport } from './use-import.ts';

/** How many rows of the file are in by now; nothing of it counts before all are. */
export function ImportProgress({ run }: { readonly run: ReturnType<typeof useImport> }): ReactElement | null {
  const format = useFormat();
  if (!run.isApplying) return null;
  const { done, total } = run.progress ?? { done: 0, total: 0 };
  return (
    <div className="settings-form settings-wide panel-card import-progress" role="status">
      <Text fw={600}>{words.importing}</Text>
      <Progress
        value={total > 0 ? (100 * done) / total : 100}
        animated={total === 0}
        aria-label={words.importing}
        transitionDuration={100}
      />
      <Text size="sm" className="figures">
        {total > 0 ? words.rowsDone(format.number(done), format.number(total)) : `${words.reading}.`}{' '}
        {words.wholeOrNot}
      </Text>
    </div>
  );
}
