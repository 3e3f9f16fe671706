import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ClosureRemoval, ClosureRow } from '#contract/desktop/closure.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { closureRemoval as words } from '#renderer/messages/closures.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { UndoPreviewList } from '#renderer/ui/undo-preview-list.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

type RemovalJob = ClosureRemoval['jobs'][number];

/** Says what removing the closure does, and what of the sessions it cancelled can come back; the harmless button has the focus. */
export function RemoveClosureDialog(props: {
  readonly closure: Pick<ClosureRow, 'id' | 'title' | 'version'>;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}): ReactElement {
  const { closure, onClose, onRemoved } = props;
  const removal = useQuery({
    ...queries.closure.removalPreview.queryOptions({ input: { id: closure.id } }),
    gcTime: 0,
  });
  const [wantsRestore, setRestore] = useState(true);
  const jobs = removal.data?.jobs ?? [];
  const mayRestore =
    jobs.some(({ blocked }) => blocked === null) &&
    jobs.every(({ blocked }) => blocked === null || blocked === 'undone');
  const restore = mayRestore && wantsRestore;
  const remove = useMutation({
    mutationFn: () => engine.closure.remove({ id: closure.id, version: closure.version, restore }),
    onSuccess: ({ undoId }) => {
      if (restore) toast(words.restoring(closure.title));
      else toastUndoable(words.removed(closure.title), undoId);
      onClose();
      onRemoved();
    },
  });
  return (
    <FormDialog opened onClose={onClose} title={words.title(closure.title)} size="lg">
      {(leave) => (
        <Stack gap={14}>
          {removal.isPending ? <LoadingState rows={3} label={words.loading} /> : null}
          {removal.error ? <ErrorState error={removal.error} onRetry={() => void removal.refetch()} /> : null}
          {removal.data ? (
            <>
              <Text>{jobs.length === 0 ? words.nothingCancelled : words.leaves}</Text>
              {mayRestore ? (
                <Checkbox
                  label={words.restore}
                  description={words.restoreHint}
                  checked={wantsRestore}
                  onChange={(event) => setRestore(event.currentTarget.checked)}
                />
              ) : null}
              {jobs.map((job) => (
                <JobPart key={job.jobId} job={job} showsUndo={restore} />
              ))}
              {jobs.length > 0 && !restore ? <Text size="sm">{words.stays}</Text> : null}
            </>
          ) : null}
          <ErrorNote error={remove.error} />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={leave} data-autofocus>
              {words.keep}
            </Button>
            <Button
              color="red.9"
              loading={remove.isPending}
              disabled={!removal.data}
              onClick={() => remove.mutate()}
            >
              {restore ? words.removeAndRestore : words.remove}
            </Button>
          </Group>
        </Stack>
      )}
    </FormDialog>
  );
}

function JobPart(props: { readonly job: RemovalJob; readonly showsUndo: boolean }): ReactElement | null {
  const { job, showsUndo } = props;
  const format = useFormat();
  if (job.blocked === null && !showsUndo) return null;
  return (
    <section aria-label={words.job(format, job.jobId, job.sessions)}>
      <Text fw={600} mb={4}>
        {words.job(format, job.jobId, job.sessions)}
      </Text>
      {job.blocked ? (
        <Alert color="yellow" variant="light" p={10} icon={<IconInfoCircle aria-hidden />}>
          {words.blocked[job.blocked]}
        </Alert>
      ) : job.undo ? (
        <UndoPreviewList preview={job.undo} />
      ) : null}
    </section>
  );
}
