import { Button, Select, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { SaveFailure } from '#contract/desktop/completion.ts';
import type { SessionRow } from '#contract/desktop/session.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { completionWords as words } from '#renderer/messages/completion.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { LeftOut } from './left-out.tsx';

/** One status for all ticked sessions: what it moves is said before the button, what was left out after it. */
export function SetStatus(props: {
  readonly ticked: readonly SessionRow[];
  readonly onUntick: () => void;
}): ReactElement | null {
  const { ticked } = props;
  const format = useFormat();
  const [typeId, setType] = useState<string | null>(null);
  const [failures, setFailures] = useState<readonly SaveFailure[]>([]);
  const types = useQuery({
    ...queries.completion.optionsForMany.queryOptions(),
    enabled: ticked.length > 0,
  });
  const type = types.data?.find(({ id }) => String(id) === typeId);
  const sessions = ticked.map(({ id, version }) => ({ id, version }));
  const input = { sessions, typeId: type?.id } as Parameters<typeof engine.completion.saveMany>[0];
  const preview = useQuery({
    ...queries.completion.previewMany.queryOptions({ input }),
    enabled: type !== undefined && ticked.length > 0,
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
  if (ticked.length === 0)
    return failures.length > 0 ? <LeftOut failures={failures} onClose={() => setFailures([])} /> : null;
  const canSave = type !== undefined && (preview.data?.sessions ?? 0) > 0;
  return (
    <>
      <div className="ticked-bar" role="group" aria-label={words.setStatus}>
        <strong className="figures">{words.ticked(ticked.length)}</strong>
        <Select
          aria-label={words.chooseStatus}
          placeholder={words.chooseHint}
          size="xs"
          w={170}
          data={(types.data ?? []).map(({ id, label }) => ({ value: String(id), label }))}
          value={typeId}
          onChange={setType}
        />
        <Text size="sm" className="ticked-sentence figures" role="status">
          {type && preview.data ? sentence(preview.data, format) : ''}
        </Text>
        <Button variant="default" size="xs" onClick={props.onUntick}>
          {words.untick}
        </Button>
        <Button size="xs" disabled={!canSave} loading={saving.isPending} onClick={() => saving.mutate()}>
          {words.setStatus}
        </Button>
      </div>
      {type && preview.error ? <ErrorNote error={preview.error} /> : null}
      {saving.error ? <ErrorNote error={saving.error} /> : null}
      {type && preview.data && preview.data.failures.length > 0 ? (
        <LeftOut failures={preview.data.failures} />
      ) : null}
    </>
  );
}

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
