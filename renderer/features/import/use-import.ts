import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { ImportPreview, importOptions } from '#contract/desktop/import.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { sendFile } from '#renderer/api/send-file.ts';

export type ImportOptions = Omit<z.infer<typeof importOptions>, 'uploadUid'>;
export type ImportKind = ImportOptions['kind'];

const POLL_MS = 250;

/** The way of a file: sent in pieces, shown as a dry run that follows the options, taken in. */
export function useImport(options: ImportOptions) {
  const [uploadUid, setUploadUid] = useState<string | null>(null);
  const [percent, setPercent] = useState(0);
  const sending = useMutation({
    mutationFn: (file: File) => sendFile(file, setPercent),
    onMutate: () => {
      setUploadUid(null);
      setPercent(0);
    },
    onSuccess: setUploadUid,
  });
  const input = { ...options, uploadUid: uploadUid ?? '' };
  const preview = useQuery({
    ...queries.imports.preview.queryOptions({ input }),
    enabled: uploadUid !== null,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const applying = useMutation({
    mutationFn: () => engine.imports.apply(input),
    onSuccess: () => setUploadUid(null),
  });
  const running = useQuery({
    ...queries.imports.progress.queryOptions(),
    refetchInterval: ({ state }) => (applying.isPending || state.data ? POLL_MS : false),
    refetchOnMount: 'always',
  });
  return {
    send: (file: File) => {
      applying.reset();
      sending.mutate(file);
    },
    forget: () => {
      setUploadUid(null);
      sending.reset();
      applying.reset();
    },
    isSending: sending.isPending,
    percent,
    hasFile: uploadUid !== null,
    preview: uploadUid === null || preview.error ? undefined : preview.data,
    isReading: uploadUid !== null && preview.isFetching,
    /** `onDone` is told what was made. */
    apply: (onDone: (make: ImportPreview['make']) => void) =>
      applying.mutate(undefined, { onSuccess: ({ make }) => onDone(make) }),
    /** Also an import that was started in another window, or before this one was loaded anew. */
    isApplying: applying.isPending || Boolean(running.data),
    progress: running.data ?? null,
    error: sending.error ?? applying.error ?? (uploadUid === null ? null : preview.error),
  };
}
