import { Alert, Button, Group } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { JobId } from '#domain/values/ids.ts';
import { jobPage as words } from '#renderer/messages/jobs.ts';
import { useSaveCsv } from './use-save-csv.tsx';

/** The job's audit CSV could not be saved, or its window had gone before: it is made now. */
export function MissingCsv(props: { readonly jobId: JobId }): ReactElement {
  const { save, isPending } = useSaveCsv(props.jobId, 'request');
  return (
    <Alert color="yellow" variant="light" icon={<IconFileSpreadsheet aria-hidden />} role="status">
      <Group gap={8}>
        {words.requestCsvMissing}
        <Button size="xs" variant="default" loading={isPending} onClick={save}>
          {words.saveRequestCsv}
        </Button>
      </Group>
    </Alert>
  );
}
