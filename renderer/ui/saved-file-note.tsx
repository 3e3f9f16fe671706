import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { savedFileMessages } from '#renderer/messages/cancellation.ts';
import { uiMessages } from '#renderer/messages/ui.ts';

/** A file that the engine wrote: at a place on this computer, or waiting at a one-time address of the browser host. */
export interface SavedFile {
  readonly fileName: string;
  readonly path: string | null;
  readonly url: string | null;
}

/** Has the browser fetch a one-time address as a download; without one there is nothing to fetch. */
export function startDownload(file: SavedFile): void {
  if (file.url === null) return;
  const link = document.createElement('a');
  link.href = file.url;
  link.download = file.fileName;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Says where a file has gone, with what can be done with it; stays until it is closed. */
export function toastSavedFile(file: SavedFile): void {
  notifications.show({
    message: <SavedFileBody file={file} />,
    autoClose: false,
    closeButtonProps: { 'aria-label': uiMessages.close },
  });
}

interface NoteProps {
  readonly file: SavedFile;
  readonly hint?: string;
  /** Makes the file anew; the one-time address works only once. */
  readonly onAgain?: () => void;
  readonly actions?: ReactNode;
}

/** The same as part of a page. */
export function SavedFileNote(props: NoteProps): ReactElement {
  return (
    <Alert color="gray" variant="light" icon={<IconFileSpreadsheet aria-hidden />} role="status">
      <SavedFileBody {...props} />
    </Alert>
  );
}

/** Open, show in its folder; in the browser, where neither is possible, fetch it again. */
function SavedFileBody(props: NoteProps): ReactElement {
  const { fileName, path } = props.file;
  const [failed, setFailed] = useState(false);
  const shell = window.callboard;
  const run = async (call: 'open' | 'showInFolder'): Promise<void> => {
    if (!shell || path === null) return;
    const answer = await shell.file[call]({ path });
    setFailed(!answer.ok);
  };
  const again = path === null ? props.onAgain : undefined;
  return (
    <Stack gap={8}>
      <Text inherit style={{ overflowWrap: 'anywhere' }}>
        {path === null ? savedFileMessages.downloading(fileName) : savedFileMessages.saved(fileName)}
      </Text>
      {props.hint ? (
        <Text size="sm" c="dimmed">
          {props.hint}
        </Text>
      ) : null}
      {(shell && path !== null) || again || props.actions ? (
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
          {again ? (
            <Button size="xs" variant="default" onClick={again}>
              {savedFileMessages.again}
            </Button>
          ) : null}
          {props.actions}
        </Group>
      ) : null}
      {failed ? (
        <Text size="sm" role="alert">
          {savedFileMessages.openFailed}
        </Text>
      ) : null}
    </Stack>
  );
}
