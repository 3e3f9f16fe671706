import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { listWords as words } from '#renderer/messages/lists.ts';
import { canChoosePath, chooseCsvPath } from '#renderer/ui/choose-csv-path.ts';
import { startDownload, toastSavedFile } from '#renderer/ui/saved-file-note.tsx';
import { toastError } from '#renderer/ui/toast.tsx';
import type { Listing } from './use-session-pages.ts';

/** Saves the whole list, not only what is loaded. Where the usual folder fails, another place can be chosen. */
export function SaveListCsv(props: { readonly listing: Listing }): ReactElement {
  const saving = useMutation(
    queries.session.saveCsv.mutationOptions({
      onSuccess: (file) => {
        startDownload(file);
        toastSavedFile(file);
      },
      onError: (error, { path }) => {
        toastError(error);
        if (engineError(error).code === 'SAVE_FAILED' && path === undefined && canChoosePath())
          void chooseCsvPath('sessions.csv').then((chosen) => {
            if (chosen !== undefined) saving.mutate({ ...props.listing, path: chosen });
          });
      },
    }),
  );
  return (
    <Button
      variant="default"
      leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
      loading={saving.isPending}
      onClick={() => saving.mutate(props.listing)}
    >
      {words.saveCsv}
    </Button>
  );
}
