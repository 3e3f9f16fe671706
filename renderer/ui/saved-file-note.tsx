import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { savedFileMessages } from '#renderer/messages/cancellation.ts';

/** A file that the engine wrote: at a place on this computer, or waiting at a one-time address of the browser host. */
export interface SavedFile {
  readonly fileName: string;
  readonly path: string | null;
  readonly url: string | null;
}

/** Has the browser fetch a one-time address as a download. */
export function startDownload(file: SavedFile): void {
  if (file.url === null) return;
  const link = document.createElement('a');
  link.href = file.url;
  link.download = file.fileName;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Where the file is and what can be done with it: open, show in its folder, or fetch it again in the browser. */
export function SavedFileNote(props: {
  readonly file: SavedFile;
  readonly hint?: string;
  /** Makes the file anew; the one-time address works only once. */
  readonly onAgain?: () => void;
  readonly actions?: ReactNode;
}): ReactElement {
  const { file } = props;
  const [failed, setFailed] = useState(false);
  const shell = window.callboard;
  const path = file.path;
  const run = async (call: 'open' | 'showInFolder'): Promise<void> => {
    if (!shell || path === null) return;
    const answer = await shell.file[call]({ path });
    setFailed(!answer.ok);
  };
  return (
    <Alert color="gray" variant="light" icon={<IconFileSpreadsheet aria-hidden />} role="status">
      <Stack gap={8}>
        <Text inherit style={{ overflowWrap: 'anywhere' }}>
          {path === null
            ? savedFileMessages.downloading(file.fileName)
            : savedFileMessages.saved(file.fileName)}
        </Text>
        {props.hint ? (
          <Text size="sm" c="dimmed">
            {props.hint}
          </Text>
        ) : null}
        <Group gap={8}>
          {shell && path !== null ? (
            <>
              <Button size="xs" variant="default" onClick={() => void run('open')}>
                {savedFileMessages.open}
              </Button>
              <Button size="xs" variant="default" onClick={() => void run('showInFolder')}>
                {savedFileMessages.showInFolder}
              </Button>
            </>
          ) : null}
          {path === null && props.onAgain ? (
            <Button size="xs" variant="default" onClick={props.onAgain}>
              {savedFileMessages.again}
            </Button>
          ) : null}
          {props.actions}
        </Group>
        {failed ? (
          <Text size="sm" role="alert">
            {savedFileMessages.openFailed}
          </Text>
        ) : null}
      </Stack>
    </Alert>
  );
}
