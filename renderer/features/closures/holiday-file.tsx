import { Button, FileInput, Group, List, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ImportPreview } from '#contract/desktop/import.ts';
import type { LocationId } from '#domain/values/ids.ts';
import { addDays, isLocalDate } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { sendFile } from '#renderer/api/send-file.ts';
import { holidayMessages as words } from '#renderer/messages/closures.ts';
import { doubtSentence } from '#renderer/messages/import.ts';
import { ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** School calendars are out for a year or two. */
const DAYS_AHEAD = 730;
const MOST_DOUBTS = 8;

/** The whole days of a calendar file as closures, after a dry run. */
export function HolidayFile(props: {
  readonly locationId: LocationId | null;
  readonly place: string;
  readonly onDone: () => void;
}): ReactElement {
  const { locationId, onDone } = props;
  const format = useFormat();
  const { zone } = useStudio();
  const [uploadUid, setUploadUid] = useState<string | null>(null);
  const sending = useMutation({
    mutationFn: (file: File) => sendFile(file, () => undefined),
    onMutate: () => setUploadUid(null),
    onSuccess: setUploadUid,
  });
  const from = todayIn(zone);
  const input = {
    uploadUid: uploadUid ?? '',
    kind: 'ics' as const,
    onlyClosures: true,
    from,
    to: addDays(from, DAYS_AHEAD),
    ...(locationId === null ? {} : { locationId }),
  };
  const preview = useQuery({
    ...queries.imports.preview.queryOptions({ input }),
    enabled: uploadUid !== null,
    retry: false,
    gcTime: 0,
  });
  const taking = useMutation({
    mutationFn: () => engine.imports.apply(input),
    onSuccess: ({ make }) => {
      toast(`${words.fileImported(format, closuresIn(make))}. ${words.takeBack}`);
      onDone();
    },
  });
  const isReading = sending.isPending || (uploadUid !== null && preview.isFetching);
  return (
    <Stack gap={12}>
      <FileInput
        label={words.file}
        description={words.fileHint}
        placeholder={words.choose}
        accept=".ics,text/calendar"
        onChange={(file) => {
          taking.reset();
          if (file) sending.mutate(file);
        }}
      />
      {isReading ? <LoadingState rows={4} label={words.reading} /> : null}
      <ErrorNote error={sending.error ?? taking.error ?? (uploadUid === null ? null : preview.error)} />
      {uploadUid !== null && preview.data && !isReading ? (
        <DryRun
          preview={preview.data}
          place={props.place}
          isTaking={taking.isPending}
          onTake={() => taking.mutate()}
        />
      ) : null}
    </Stack>
  );
}

function DryRun(props: {
  readonly preview: ImportPreview;
  readonly place: string;
  readonly isTaking: boolean;
  readonly onTake: () => void;
}): ReactElement {
  const { preview, place } = props;
  const format = useFormat();
  const count = closuresIn(preview.make);
  return (
    <>
      {preview.sample.length > 0 ? (
        <Table verticalSpacing={4} aria-label={words.list}>
          <Table.Tbody>
            {preview.sample.map(({ title = '', from = '', until = '' }) => (
              <Table.Tr key={`${from} ${title}`}>
                <Table.Td>
                  {isLocalDate(from) && isLocalDate(until) ? format.dayRange(from, until) : from}
                </Table.Td>
                <Table.Td>{title}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
      {preview.doubtful.length > 0 ? (
        <List size="sm">
          {preview.doubtful.slice(0, MOST_DOUBTS).map(({ row, what, code, data }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- an entry may have several doubts of one kind
            <List.Item key={index}>
              {what === '' ? '' : `${what}${row === null ? '' : ` (${row})`}: `}
              {doubtSentence(code, data)}
            </List.Item>
          ))}
        </List>
      ) : null}
      {preview.alreadyThere > 0 ? <Text size="sm">{words.there(format, preview.alreadyThere)}</Text> : null}
      <Text size="sm" role="status" id="holiday-file-consequence">
        {count === 0 ? words.nothingNew : words.makes(format, count, place)}
      </Text>
      <Group justify="flex-end">
        <Button
          disabled={count === 0}
          loading={props.isTaking}
          onClick={props.onTake}
          aria-describedby="holiday-file-consequence"
        >
          {words.import(format, count)}
        </Button>
      </Group>
    </>
  );
}

function closuresIn(make: ImportPreview['make']): number {
  return make.find(({ what }) => what === 'closures')?.count ?? 0;
}
