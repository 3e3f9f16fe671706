import { Button, Group, Text } from '@mantine/core';
import { IconArrowLeft, IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import { printWords as words } from '#renderer/messages/print.ts';
import { type SavedFile, startDownload, toastSavedFile } from './saved-file-note.tsx';
import { toastError } from './toast.tsx';

/**
 * Above a sheet that is printed as it is seen: back, print and a PDF, which the engine makes (`savePdf`) or else the desktop app
 * of the page. Not on the paper itself.
 */
export function PrintTools(props: {
  readonly isReady: boolean;
  readonly pdfName: string;
  /** The page has something more important to do than printing. */
  readonly isAside?: boolean;
  readonly savePdf?: () => Promise<SavedFile>;
  /** Where "back" leads; left out, to where one came from. */
  readonly back?: { readonly label: string; readonly renderRoot: (root: object) => ReactNode };
}): ReactElement {
  const [hasFailed, setFailed] = useState(false);
  const shell = window.callboard;
  const print = async (): Promise<void> => {
    if (!shell) return window.print();
    const answer = await shell.print.page();
    setFailed(!answer.ok);
  };
  const saving = useMutation({
    mutationFn: (save: () => Promise<SavedFile>) => save(),
    onSuccess: (saved) => {
      startDownload(saved);
      toastSavedFile(saved);
    },
    onError: toastError,
  });
  const savePdf = async (): Promise<void> => {
    if (props.savePdf) return saving.mutate(props.savePdf);
    if (!shell) return;
    const answer = await shell.print.toPdf({ suggestedName: props.pdfName });
    setFailed(!answer.ok);
    if (answer.ok)
      toastSavedFile({ fileName: answer.value.split(/[\\/]/).at(-1) ?? '', path: answer.value, url: null });
  };
  return (
    <Group gap={8} className="report-tools">
      <Button
        variant="subtle"
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        {...(props.back ? { renderRoot: props.back.renderRoot } : { onClick: () => window.history.back() })}
      >
        {props.back?.label ?? words.back}
      </Button>
      <Button
        {...(props.isAside ? { variant: 'default' } : {})}
        leftSection={<IconPrinter size={16} aria-hidden />}
        disabled={!props.isReady}
        onClick={() => void print()}
        ml="auto"
      >
        {words.print}
      </Button>
      {shell || props.savePdf ? (
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={16} aria-hidden />}
          disabled={!props.isReady}
          loading={saving.isPending}
          onClick={() => void savePdf()}
        >
          {words.savePdf}
        </Button>
      ) : null}
      {hasFailed ? (
        <Text size="sm" role="alert">
          {words.failed}
        </Text>
      ) : null}
    </Group>
  );
}
