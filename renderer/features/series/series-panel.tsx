import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconCalendarOff, IconCalendarPlus, IconPencil, IconPencilPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { SeriesView } from '#contract/desktop/series.ts';
import type { SeriesId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { ruleInWords, seriesMessages as words } from '#renderer/messages/series.ts';
import { sessionMessages } from '#renderer/messages/sessions.ts';
import { FactList } from '#renderer/ui/fact-list.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { SessionStateBadge } from '#renderer/ui/session-state-badge.tsx';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { TimeText } from '#renderer/ui/time-text.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { switchMark } from '#renderer/ui/wanted-switch.ts';
import { ClassSection } from './class-section.tsx';
import { EditSeries } from './edit-series.tsx';
import { EnableSeries } from './enable-series.tsx';
import { EndSeries } from './end-series.tsx';
import { SeriesStateBadge } from './series-state-badge.tsx';
import './series.css';

type Mode = 'view' | 'edit' | 'enable' | 'end';

/** One series over the place one is in: its rule and state, its sessions, and the ways to enable, edit and end it. */
export function SeriesPanel(props: { readonly id: SeriesId }): ReactElement {
  const { close, openSeries } = usePanels();
  const [mode, setMode] = useState<Mode>('view');
  const series = useQuery(queries.series.get.queryOptions({ input: { id: props.id } }));
  const back = (): void => setMode('view');
  const titles = {
    view: series.data?.title || series.data?.serviceName,
    edit: words.edit,
    enable: words.enableTitle,
    end: words.endTitle,
  };
  return (
    <SidePanel title={titles[mode] ?? words.series} opened onClose={close} wide>
      {series.error ? <ErrorState error={series.error} onRetry={() => void series.refetch()} /> : null}
      {series.isPending ? <LoadingState /> : null}
      {series.data && mode === 'view' ? <Details series={series.data} onMode={setMode} /> : null}
      {series.data && mode === 'enable' ? <EnableSeries series={series.data} onClose={back} /> : null}
      {series.data && mode === 'edit' ? <EditSeries series={series.data} onClose={back} /> : null}
      {series.data && mode === 'end' ? (
        <EndSeries
          series={series.data}
          onCancel={back}
          onDone={(done) => {
            back();
            openSeries(done.id);
          }}
        />
      ) : null}
    </SidePanel>
  );
}

function Details(props: {
  readonly series: SeriesView;
  readonly onMode: (mode: Mode) => void;
}): ReactElement {
  const { series, onMode } = props;
  const { openSeries } = usePanels();
  const format = useFormat();
  const mayEdit = useMay('owner', 'admin', 'staff') && series.state !== 'ended';
  return (
    <Stack gap={12}>
      <Group gap={12}>
        <SeriesStateBadge state={series.state} />
        {series.splitFrom === null ? null : (
          <Anchor
            component="button"
            type="button"
            onClick={() => series.splitFrom && openSeries(series.splitFrom)}
          >
            {words.splitFrom}
          </Anchor>
        )}
      </Group>
      <Text className="series-rule">
        {ruleInWords(series, { day: (date) => format.day(date, 'weekdayYear'), time: format.time })}
      </Text>
      <FactList
        facts={[
          [words.firstDate, format.day(series.firstDate, 'weekdayYear')],
          [
            sessionMessages.time,
            <TimeText
              key="time"
              time={series.time}
              durationMinutes={series.durationMinutes}
              zone={series.zone}
            />,
          ],
          [sessionMessages.service, series.serviceName],
          [sessionMessages.where, [series.roomName, series.locationName].filter(Boolean).join(', ')],
          [sessionMessages.withWhom, series.practitionerName || sessionMessages.nobodyYet],
          [sessionMessages.publicNote, series.publicNote],
          [sessionMessages.privateNote, series.privateNote],
        ]}
      />
      {mayEdit ? (
        <Group gap={8}>
          {series.state === 'draft' ? (
            <Button
              leftSection={<IconCalendarPlus size={16} aria-hidden />}
              onClick={() => onMode('enable')}
              {...switchMark(['class_enabled', series.id])}
            >
              {words.enable}
            </Button>
          ) : null}
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => onMode('edit')}
          >
            {words.edit}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCalendarOff size={16} aria-hidden />}
            onClick={() => onMode('end')}
          >
            {series.state === 'draft' ? words.discardDraft : words.end}
          </Button>
        </Group>
      ) : null}
      <ClassSection series={series} />
      <Sessions series={series} />
    </Stack>
  );
}

function Sessions({ series }: { readonly series: SeriesView }): ReactElement {
  const { openSession } = usePanels();
  const format = useFormat();
  const nth = [...series.sessions].sort((a, b) => a.startsAt - b.startsAt);
  return (
    <section>
      <div className="section-head">
        <Title order={3}>{words.sessionsOf(nth.length)}</Title>
      </div>
      {nth.length === 0 ? <Text c="dimmed">{words.noSessions}</Text> : null}
      <ol className="series-sessions">
        {nth.map((session) => (
          <li key={session.id}>
            <Anchor
              component="button"
              type="button"
              className={`figures series-day${session.state === 'canceled' ? ' struck' : ''}`}
              onClick={() => openSession(session.id)}
            >
              {format.day(session.date, 'weekdayYear')}
            </Anchor>
            <span className="figures">{format.timeRange(session.time, session.durationMinutes)}</span>
            {session.isException ? (
              <StatusBadge tone="neutral" icon={IconPencilPlus} label={words.byHand} />
            ) : null}
            <span className="figures series-sessions-end">
              {words.places(session.booked, session.capacity)}
            </span>
            {session.state === 'open' ? null : (
              <SessionStateBadge session={{ ...session, cancelReason: '' }} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
