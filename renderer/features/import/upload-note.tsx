import { Alert, Loader, Group, Progress, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { engineError } from '#renderer/api/engine-error.ts';
import { fileSentence, importMessages as words } from '#renderer/messages/import.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import type { useImport } from './use-import.ts';

/** How far the file is, or why it was not taken. */
export function UploadNote({ run }: { readonly run: ReturnType<typeof useImport> }): ReactElement | null {
  if (run.isSending)
    return (
      <div role="status">
        <Text size="sm">{words.sending(run.percent)}</Text>
        <Progress value={run.percent} aria-label={words.file} transitionDuration={100} />
      </div>
    );
  if (run.error) {
    const known = engineError(run.error);
    const sentence = known.code === 'FILE_NOT_READABLE' ? fileSentence(known.data) : undefined;
    if (sentence === undefined) return <ErrorNote error={run.error} />;
    return (
      <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert" py={8}>
        {sentence}
      </Alert>
    );
  }
  if (run.isReading && !run.preview)
    return (
      <Group gap={8} role="status">
        <Loader size="xs" />
        <Text size="sm">{words.reading}</Text>
      </Group>
    );
  return null;
}
