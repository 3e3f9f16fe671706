import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { engineError } from '#renderer/api/engine-error.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { canChoosePath, chooseCsvPath } from './choose-csv-path.ts';
import { type SavedFile, startDownload, toastSavedFile } from './saved-file-note.tsx';
import { toastError } from './toast.tsx';

/**
 * Saves what is listed as a file, and says where it is. With `suggestedName`, another place can be chosen where the usual folder
 * fails; `save` is then called again with its path.
 */
export function SaveCsvButton(props: {
  readonly save: (path?: string) => Promise<SavedFile>;
  readonly suggestedName?: string;
  readonly label?: string;
  readonly isDisabled?: boolean;
}): ReactElement {
  const { save, suggestedName } = props;
  const saving = useMutation({
    mutationFn: (path: string | undefined) => save(path),
    onSuccess: (file) => {
      startDownload(file);
      toastSavedFile(file);
    },
    onError: (error, path) => {
      toastError(error);
      if (engineError(error).code !== 'SAVE_FAILED' || path !== undefined) return;
      if (suggestedName !== undefined && canChoosePath())
        void chooseCsvPath(suggestedName).then((chosen) => {
          if (chosen !== undefined) saving.mutate(chosen);
        });
    },
  });
  return (
    <Button
      variant="default"
      leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
      loading={saving.isPending}
      disabled={props.isDisabled ?? false}
      onClick={() => saving.mutate(undefined)}
    >
      {props.label ?? uiMessages.saveCsv}
    </Button>
  );
}
