import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { PractitionerId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { wageWords as words } from '#renderer/messages/wages.ts';
import { canChoosePath, chooseCsvPath } from '#renderer/ui/choose-csv-path.ts';
import type { DaySpan } from '#renderer/ui/day-span-fields.tsx';
import { startDownload, toastSavedFile } from '#renderer/ui/saved-file-note.tsx';
import { toastError } from '#renderer/ui/toast.tsx';

/** Every line of the days as a spreadsheet reads it. Where the usual folder fails, another place can be chosen. */
export function SaveWagesCsv(props: {
  readonly days: DaySpan;
  readonly practitionerId: PractitionerId | null;
}): ReactElement {
  const wish = { ...props.days, practitionerId: props.practitionerId };
  const saving = useMutation(
    queries.wage.saveCsv.mutationOptions({
      onSuccess: (file) => {
        startDownload(file);
        toastSavedFile(file);
      },
      onError: (error, { path }) => {
        toastError(error);
        if (engineError(error).code === 'SAVE_FAILED' && path === undefined && canChoosePath())
          void chooseCsvPath('wages.csv').then((chosen) => {
            if (chosen !== undefined) saving.mutate({ ...wish, path: chosen });
          });
      },
    }),
  );
  return (
    <Button
      variant="default"
      leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
      loading={saving.isPending}
      onClick={() => saving.mutate(wish)}
    >
      {words.saveCsv}
    </Button>
  );
}
