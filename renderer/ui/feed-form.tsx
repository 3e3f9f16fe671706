import { Button, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { LocationId, PractitionerId, RoomId } from '#domain/values/ids.ts';
import { type Catalog, useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { useSignedIn } from '#renderer/api/signed-in.ts';
import { feedMessages as words } from '#renderer/messages/feed.ts';
import { canChoosePath } from './choose-csv-path.ts';
import { startDownload, toastSavedFile } from './saved-file-note.tsx';
import { ErrorNote, LoadingState } from './states.tsx';

type Input = Parameters<typeof engine.feed.save>[0];

/**
 * The timetable as a file for other calendar programs: whose, and what becomes of cancelled sessions. Practitioners save their own.
 * `onSaved`: once the file is there.
 */
export function FeedForm(props: {
  readonly className?: string;
  readonly onSaved?: () => void;
}): ReactElement {
  const catalog = useCatalog();
  const { role, practitionerId } = useSignedIn();
  const isOwn = role === 'practitioner';
  const [whose, setWhose] = useState(isOwn ? `practitioner:${practitionerId}` : 'studio');
  const [canceled, setCanceled] = useState<Input['canceled']>('leave_out');
  const saving = useMutation({
    mutationFn: (path: string | undefined) =>
      engine.feed.save({ about: subjectOf(whose), canceled, ...(path === undefined ? {} : { path }) }),
    onSuccess: (file) => {
      startDownload(file);
      toastSavedFile(file);
      props.onSaved?.();
    },
  });
  const saveElsewhere = async (): Promise<void> => {
    const dialog = window.callboard?.dialog;
    const answer = await dialog?.saveFile({ suggestedName: words.suggested, kind: 'ics' });
    if (answer?.ok && answer.value !== null) saving.mutate(answer.value);
  };
  if (!catalog.isLoaded) return <LoadingState />;
  return (
    <form
      className={props.className}
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(undefined);
      }}
    >
      <Stack gap={12}>
        <Text>{isOwn ? `${words.own} ${words.intro}` : words.intro}</Text>
        {isOwn ? null : (
          <Select
            label={words.whose}
            data={choices(catalog)}
            value={whose}
            onChange={(value) => setWhose(value ?? 'studio')}
            allowDeselect={false}
            searchable
          />
        )}
        <Radio.Group
          label={words.canceled}
          value={canceled}
          onChange={(value) => setCanceled(value === 'keep' ? 'keep' : 'leave_out')}
        >
          <Stack gap={6} pt={8}>
            <Radio size="xs" value="leave_out" label={words.leaveOut} description={words.leaveOutHint} />
            <Radio size="xs" value="keep" label={words.keep} description={words.keepHint} />
          </Stack>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          {words.range}
        </Text>
        <ErrorNote error={saving.error} />
        <Group justify="flex-end">
          {canChoosePath() ? (
            <Button variant="default" onClick={() => void saveElsewhere()}>
              {words.saveAs}
            </Button>
          ) : null}
          <Button type="submit" loading={saving.isPending}>
            {words.save}
          </Button>
        </Group>
        <details>
          <summary>{words.whyMissing}</summary>
          <Text size="sm" mt={6}>
            {words.whyMissingText}
          </Text>
        </details>
      </Stack>
    </form>
  );
}

function choices(catalog: Catalog) {
  const items = (kind: string, rows: readonly { readonly id: number; readonly name: string }[]) =>
    rows.map(({ id, name }) => ({ value: `${kind}:${id}`, label: name }));
  return [
    { group: words.groups.studio, items: [{ value: 'studio', label: words.studio }] },
    { group: words.groups.practitioner, items: items('practitioner', catalog.practitioners) },
    { group: words.groups.location, items: items('location', catalog.locations) },
    { group: words.groups.room, items: items('room', catalog.rooms) },
  ].filter((group) => group.items.length > 0);
}

function subjectOf(value: string): Input['about'] {
  const [kind, text] = value.split(':');
  const id = Number(text);
  if (kind === 'practitioner') return { kind, id: id as PractitionerId };
  if (kind === 'room') return { kind, id: id as RoomId };
  return kind === 'location' ? { kind, id: id as LocationId } : { kind: 'studio' };
}
