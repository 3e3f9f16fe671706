import { Alert, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AutoSetting, PlannedRun } from '#contract/desktop/auto-invoice.ts';
import { counted } from '#renderer/messages/say.ts';
import { coversNote, ruleWords, autoSetting as words } from '#renderer/messages/auto-invoice.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** When the runs happen, in a sentence and in dates, and what a change of the setting means for the days in between. */
export function RunsAhead(props: {
  readonly setting: AutoSetting;
  readonly runs: readonly PlannedRun[];
  readonly isChanged: boolean;
  readonly dueBefore: number;
  readonly leftOut: { readonly from: string; readonly to: string; readonly sessions: number } | null;
  readonly excludedClients: number;
}): ReactElement {
  const { setting, runs, leftOut } = props;
  const format = useFormat();
  const { weekStartsOn } = useStudio();
  return (
    <section aria-label={words.whenTitle}>
      <Title order={2}>{words.whenTitle}</Title>
      <Text role="status" my={8}>
        {setting.enabled ? ruleWords(setting, format.time(setting.runTime), weekStartsOn) : words.off}
      </Text>
      {props.isChanged && setting.enabled ? (
        <Text size="sm" c="dimmed">
          {words.notSaved}
        </Text>
      ) : null}
      {props.dueBefore > 0 ? <Alert py={8}>{words.dueBefore(format, props.dueBefore)}</Alert> : null}
      {leftOut ? (
        <Alert color="yellow" py={8}>
          {words.leftOut(
            format.dayRange(leftOut.from, leftOut.to),
            counted(format, leftOut.sessions, 'session'),
          )}
        </Alert>
      ) : null}
      <ol className="auto-runs" aria-label={words.runsLabel}>
        {runs.map((run) => (
          <li key={run.at}>
            <Text fw={500} className="figures">
              {`${format.day(run.day, 'weekdayYear')}, ${format.clock(run.at)}`}
            </Text>
            <Text className="figures">{format.dayRange(run.covers.from, run.covers.to)}</Text>
            <Note run={run} />
          </li>
        ))}
      </ol>
      {props.excludedClients > 0 ? (
        <Text size="sm" c="dimmed">
          {words.excluded(format, props.excludedClients)}
        </Text>
      ) : null}
    </section>
  );
}

function Note({ run }: { readonly run: PlannedRun }): ReactElement | null {
  const format = useFormat();
  const note = coversNote(run, format.dayRange);
  return note === '' ? null : (
    <Text size="sm" c="dimmed">
      {note}
    </Text>
  );
}
