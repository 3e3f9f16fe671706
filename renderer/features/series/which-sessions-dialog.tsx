import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { SeriesView } from '#contract/desktop/series.ts';
import type { SessionView } from '#contract/desktop/session.ts';
import { restOfSeries, seriesFromSession } from '#domain/series/from-session.ts';
import { queries } from '#renderer/api/engine.ts';
import { seriesMessages as words } from '#renderer/messages/series.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { useCoversPanels } from '#renderer/ui/covered-panels.ts';
import { type SeriesAnswer, type SeriesQuestion, useSeriesQuestion } from '#renderer/ui/series-question.ts';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { SeriesChange, type SeriesEdit } from './series-change.tsx';
import { fieldsOfSeries } from './series-values.ts';

/** "This session, this and following, or all?", then what the edit does, over whatever asked. */
export function WhichSessionsDialog(): ReactElement | null {
  const asked = useSeriesQuestion((state) => state.asked);
  useCoversPanels(asked !== null);
  if (!asked) return null;
  return (
    <Modal
      opened
      size="lg"
      title={words.scope.title}
      onClose={() => asked.answer('kept')}
      closeButtonProps={{ 'aria-label': uiMessages.close }}
    >
      <Ask key={asked.question.sessionId} {...asked} />
    </Modal>
  );
}

function Ask(props: {
  readonly question: SeriesQuestion;
  readonly answer: (answer: SeriesAnswer) => void;
}): ReactElement {
  const { question, answer } = props;
  const [scope, setScope] = useState<'this' | 'following' | 'all'>('this');
  const [edit, setEdit] = useState<SeriesEdit | null>(null);
  const series = useQuery(queries.series.get.queryOptions({ input: { id: question.seriesId } }));
  const session = useQuery(queries.session.get.queryOptions({ input: { id: question.sessionId } }));
  const failed = [series, session].find(({ error }) => error !== null);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!series.data || !session.data) return <LoadingState rows={4} />;
  if (edit)
    return (
      <SeriesChange
        series={series.data}
        edit={edit}
        firstApplied={session.data.isException ? [session.data.id] : []}
        saveLabel={words.diff.save}
        onCancel={() => setEdit(null)}
        onDone={() => answer('series')}
      />
    );
  const goOn = (): void => {
    if (scope === 'this') answer('this');
    else if (series.data && session.data) setEdit(editOf(series.data, session.data, question, scope));
  };
  return (
    <Stack gap={16}>
      <Radio.Group
        label={words.scope.question}
        value={scope}
        onChange={(value) => setScope(SCOPES.find((known) => known === value) ?? 'this')}
      >
        <Stack gap={8} mt={8}>
          {SCOPES.map((value) => (
            <Radio
              key={value}
              value={value}
              label={words.scope[value]}
              description={words.scope[`${value}Hint`]}
              {...(value === 'this' && { 'data-autofocus': true })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => answer('kept')}>
          {uiMessages.keep}
        </Button>
        <Button onClick={goOn}>{words.scope.goOn}</Button>
      </Group>
    </Stack>
  );
}

const SCOPES = ['this', 'following', 'all'] as const;

/** The series as it must be for the session to become what it was edited to. */
function editOf(
  series: SeriesView,
  session: SessionView,
  { after }: SeriesQuestion,
  scope: 'following' | 'all',
): SeriesEdit {
  const seriesDate = session.seriesDate ?? session.date;
  const { serviceId, locationId, roomId, practitionerId, title, time, durationMinutes, capacity } = session;
  const { publicNote, privateNote, meetingLink } = session;
  const place = { serviceId, locationId, roomId, practitionerId, title };
  const notes = { publicNote, privateNote, meetingLink };
  // One that was moved by hand stands for its own day of the rule; only a new day takes the series along.
  const before = { ...place, ...notes, time, durationMinutes, capacity, date: seriesDate };
  const edited = { ...before, ...after, date: after.date === session.date ? seriesDate : after.date };
  const fields = fieldsOfSeries(series);
  const days = [...series.sessions.map((each) => each.seriesDate), ...series.leftOut];
  const from = scope === 'following' ? restOfSeries(fields, seriesDate, days) : fields;
  return {
    scope,
    fromDate: scope === 'following' ? seriesDate : null,
    fields: seriesFromSession(from, before, edited),
  };
}
