import { Button, Select, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { SaveFailure } from '#contract/desktop/completion.ts';
import type { RefusedDeletions } from '#contract/desktop/deletion.ts';
import { MOST_SAVED_AT_ONCE } from '#domain/session/at-once.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { completionWords as words } from '#renderer/messages/completion.ts';
import { listWords } from '#renderer/messages/lists.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { NotDeleted } from './delete-ticked.tsx';
import { LeftOut } from './left-out.tsx';
import type { TickedSession } from './use-ticked.ts';
import './sessions.css';

/** One status for all ticked sessions: what it moves is said before the button, what was left out after it. */
export function SetStatus(props: {
  /** All that are ticked, also those whose rows are not loaded. */
  readonly sessions: readonly TickedSession[];
  readonly onUntick: () => void;
  readonly tickAll: ReactElement | null;
}): ReactElement | null {
  const { sessions } = props;
  const count = sessions.length;
  const isTooMany = count > MOST_SAVED_AT_ONCE;
  const format = useFormat();
  const [typeId, setType] = useState<string | null>(null);
  const [failures, setFailures] = useState<readonly SaveFailure[]>([]);
  const types = useQuery({
    ...queries.completion.optionsForMany.queryOptions(),
    enabled: count > 0,
  });
  const type = isTooMany ? undefined : types.data?.find(({ id }) => String(id) === typeId);
  const input = { sessions: [...sessions], typeId: type?.id } as Parameters<
    typeof engine.completion.saveMany
  >[0];
  const preview = useQuery({
    ...queries.completion.previewMany.queryOptions({ input }),
    enabled: type !== undefined && count > 0,
  });
  const saving = useMutation({
    mutationFn: () => engine.completion.saveMany(input),
    onSuccess: (answer) => {
      setFailures(answer.failures);
      if (answer.saved > 0) toastUndoable(words.manySaved(answer.saved), answer.undoId);
      props.onUntick();
      setType(null);
    },
  });
  const mayDelete = useMay('owner', 'admin', 'staff');
  const [refused, setRefused] = useState<readonly RefusedDeletions[]>([]);
  const deleting = useMutation({
    mutationFn: () => engine.deletion.submit({ ids: sessions.map(({ id }) => id) }),
    onSuccess: (answer) => {
      setRefused(answer.refused);
      if (answer.deleted > 0)
        toastUndoable(listWords.wasDeleted(answer.deleted, answer.credits), answer.undoId);
      props.onUntick();
      setType(null);
    },
  });
  const isDelete = typeId === DELETE;
  if (count === 0 && refused.length > 0)
    return <NotDeleted refused={refused} onClose={() => setRefused([])} />;
  if (count === 0)
    return failures.length > 0 ? <LeftOut failures={failures} onClose={() => setFailures([])} /> : null;
  const canSave = type !== undefined && (preview.data?.sessions ?? 0) > 0;
  return (
    <>
      <div className="ticked-bar" role="group" aria-label={words.setStatus}>
        <strong className="figures">{words.ticked(format.number(count))}</strong>
        <Select
          aria-label={words.chooseStatus}
          placeholder={words.chooseHint}
          size="xs"
          w={170}
          data={[
            ...(isTooMany ? [] : (types.data ?? [])).map(({ id, label }) => ({
              value: String(id),
              label,
            })),
            ...(mayDelete ? [{ value: DELETE, label: listWords.delete }] : []),
          ]}
          value={typeId}
          onChange={setType}
        />
        <Text size="sm" className="ticked-sentence figures" role="status">
          {isDelete ? listWords.deleteSentence(format.number(count)) : ''}
          {isTooMany && !isDelete ? words.tooMany(format.number(MOST_SAVED_AT_ONCE)) : ''}
          {type && preview.data ? sentence(preview.data, format) : ''}
        </Text>
        {props.tickAll}
        <Button variant="default" size="xs" onClick={props.onUntick}>
          {words.untick}
        </Button>
        {isDelete ? (
          <Button size="xs" color="red.9" loading={deleting.isPending} onClick={() => deleting.mutate()}>
            {listWords.submit}
          </Button>
        ) : (
          <Button size="xs" disabled={!canSave} loading={saving.isPending} onClick={() => saving.mutate()}>
            {words.setStatus}
          </Button>
        )}
      </div>
      {type && preview.error ? <ErrorNote error={preview.error} /> : null}
      {deleting.error ? <ErrorNote error={deleting.error} /> : null}
      {saving.error ? <ErrorNote error={saving.error} /> : null}
      {type && preview.data && preview.data.failures.length > 0 ? (
        <LeftOut failures={preview.data.failures} />
      ) : null}
    </>
  );
}

const DELETE = 'delete';

type Preview = Awaited<ReturnType<typeof engine.completion.previewMany>>;

function sentence(preview: Preview, format: StudioFormat): string {
  const { sessions, bookings, chargeMinor, creditsUsed, creditsReturned, wageMinor } = preview;
  if (sessions === 0) return words.noneToSave;
  const parts = [
    chargeMinor > 0 ? words.charged(format.money(chargeMinor)) : words.nothingCharged.toLowerCase(),
    ...(creditsUsed > 0 ? [words.creditsUsed(creditsUsed)] : []),
    ...(creditsReturned > 0 ? [words.creditsBack(creditsReturned)] : []),
    ...(wageMinor !== null ? [words.theyEarn(format.money(wageMinor))] : []),
  ];
  return `${words.many(sessions, bookings)}: ${words.sentence(parts)}`;
}
