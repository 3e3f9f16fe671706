import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { undoJob as words } from '#renderer/messages/undo-job.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { UndoPreviewList } from '#renderer/ui/undo-preview-list.tsx';
import type { JobDetails } from './job-details.ts';

/** Shows what an undo brings back and what it can't, then asks. The harmless button has the focus. */
export function UndoDialog(props: {
  readonly job: JobDetails;
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { job, opened, onClose } = props;
  const input = { id: job.id };
  const preview = useQuery({
    ...queries.job.undoPreview.queryOptions({ input }),
    enabled: opened,
    gcTime: 0,
  });
  const undo = useMutation(
    queries.job.undo.mutationOptions({
      onSuccess: () => {
        toast(words.started);
        onClose();
      },
    }),
  );
  const isNothing = preview.data !== undefined && preview.data.sessions === 0;
  return (
    <FormDialog opened={opened} onClose={onClose} title={words.title(job.id)} size="lg">
      {(leave) => (
        <Stack gap={14}>
          {preview.isPending ? <LoadingState rows={5} label={words.loading} /> : null}
          {preview.error ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} /> : null}
          {preview.data ? <UndoPreviewList preview={preview.data} /> : null}
          <ErrorNote error={undo.error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={leave} data-autofocus>
              {words.cancel}
            </Button>
            <Button
              color="red.9"
              loading={undo.isPending}
              disabled={!preview.data || isNothing}
              onClick={() => undo.mutate(input)}
            >
              {words.confirm}
            </Button>
          </Group>
        </Stack>
      )}
    </FormDialog>
  );
}
