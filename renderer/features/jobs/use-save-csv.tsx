import { Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { JobId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { savedFileMessages } from '#renderer/messages/cancellation.ts';
import { errorSentence } from '#renderer/messages/errors.ts';
import { jobPage as words } from '#renderer/messages/jobs.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { canChoosePath, chooseCsvPath } from '#renderer/ui/choose-csv-path.ts';
import { startDownload, toastSavedFile } from '#renderer/ui/saved-file-note.tsx';
import { toastError } from '#renderer/ui/toast.tsx';

/** Saves one of the job's lists and says where it is. Where the usual folder fails, another place can be chosen. */
export function useSaveCsv(
  id: JobId,
  which: 'request' | 'outcome',
): { readonly save: () => void; readonly isPending: boolean } {
  const suggestedName = which === 'request' ? words.requestCsvName(id) : words.outcomeCsvName(id);
  const mutation = useMutation(
    queries.job.saveCsv.mutationOptions({
      onSuccess: (file) => {
        startDownload(file);
        toastSavedFile(file);
      },
      onError: (error) => {
        if (engineError(error).code !== 'SAVE_FAILED' || !canChoosePath()) return toastError(error);
        toastNotSaved(error, () => void saveElsewhere());
      },
    }),
  );
  const saveElsewhere = async (): Promise<void> => {
    const path = await chooseCsvPath(suggestedName);
    if (path !== undefined) mutation.mutate({ id, which, path });
  };
  return { save: () => mutation.mutate({ id, which }), isPending: mutation.isPending };
}

function toastNotSaved(error: unknown, onElsewhere: () => void): void {
  const id = notifications.show({
    color: 'red',
    autoClose: false,
    role: 'alert',
    closeButtonProps: { 'aria-label': uiMessages.close },
    message: (
      <Stack gap={8} align="flex-start">
        <Text inherit>{errorSentence(engineError(error))}</Text>
        <Button size="xs" variant="default" onClick={() => (notifications.hide(id), onElsewhere())}>
          {savedFileMessages.elsewhere}
        </Button>
      </Stack>
    ),
  });
}
