import { Alert, Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { engineError } from '#renderer/api/engine-error.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** What stands against a time, with the button that overrules it; any other failure in its own words. */
export function ConflictNote(props: {
  readonly error: unknown;
  readonly label: string;
  /** Absent where it cannot be overruled. */
  readonly onGoOn?: () => void;
}): ReactElement | null {
  const format = useFormat();
  if (props.error === null || props.error === undefined) return null;
  const known = engineError(props.error);
  if (known.code !== 'SCHEDULE_CONFLICT') return <ErrorNote error={props.error} />;
  return (
    <Alert color="yellow" title={words.conflictTitle} role="alert">
      {known.data.conflicts.map((conflict) => (
        <div key={`${conflict.kind}${conflict.title}${conflict.date}${conflict.time}`}>
          {words.conflict(
            words.conflictKinds[conflict.kind],
            conflict.title,
            conflict.time
              ? `${format.day(conflict.date)}, ${format.time(conflict.time)}`
              : format.day(conflict.date),
          )}
        </div>
      ))}
      {props.onGoOn ? (
        <Button mt={8} size="xs" variant="default" onClick={props.onGoOn}>
          {props.label}
        </Button>
      ) : null}
    </Alert>
  );
}
