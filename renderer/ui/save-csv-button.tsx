import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';
import { type SavedFile, startDownload, toastSavedFile } from './saved-file-note.tsx';
import { toastError } from './toast.tsx';

/** Saves what is listed as a file, and says where it is. */
export function SaveCsvButton(props: {
  readonly save: () => Promise<SavedFile>;
  readonly isDisabled?: boolean;
}): ReactElement {
  const saving = useMutation({
    mutationFn: props.save,
    onSuccess: (file) => {
      startDownload(file);
      toastSavedFile(file);
    },
    onError: toastError,
  });
  return (
    <Button
      variant="default"
      leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
      loading={saving.isPending}
      disabled={props.isDisabled ?? false}
      onClick={() => saving.mutate()}
    >
      {uiMessages.saveCsv}
    </Button>
  );
}
