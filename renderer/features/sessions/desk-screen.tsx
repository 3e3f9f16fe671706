import { Anchor, Button, Group, Select, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { RosterView } from '#contract/desktop/roster.ts';
import { isLocalDate } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { queries } from '#renderer/api/engine.ts';
import { rosterWords as words } from '#renderer/messages/roster.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { CheckInField } from './check-in-field.tsx';
import { nameOf } from './find-people.ts';
import { RosterLine } from './roster-line.tsx';
import './roster.css';

/** The day at the desk: everybody who is expected, found by three letters across all sessions of the location. */
export function DeskScreen(): ReactElement {
  const studio = useStudio();
  const filtered = useUiState((state) => state.filters.locationIds);
  const { locations } = useCatalog();
  const [day, setDay] = useState<string>(() => todayIn(studio.zone));
  const [location, setLocation] = useState<string | null>(filtered.length === 1 ? String(filtered[0]) : null);
  const date = isLocalDate(day) ? day : todayIn(studio.zone);
  const locationId = locations.find(({ id }) => String(id) === location)?.id ?? null;
  const list = useQuery(queries.roster.ofDay.queryOptions({ input: { date, locationId } }));
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{words.desk}</Title>
        <Group gap={8} align="flex-end">
          <DayInput label={words.day} value={day} onChange={setDay} w={130} />
          <Select
            label={words.location}
            placeholder={words.allLocations}
            data={locations.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={location}
            onChange={setLocation}
            clearable
            w={200}
          />
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            renderRoot={(root) => (
              <Link
                {...root}
                to="/sessions/day-sheet"
                search={{ date, ...(locationId === null ? {} : { location: locationId }) }}
              />
            )}
          >
            {words.printDaySheet}
          </Button>
        </Group>
      </div>
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <LoadingState rows={12} />
      ) : list.data.rosters.length === 0 ? (
        <EmptyState title={words.emptyTitle} hint={words.emptyHint} />
      ) : (
        <Day rosters={list.data.rosters} />
      )}
    </div>
  );
}

function Day(props: { readonly rosters: readonly RosterView[] }): ReactElement {
  const format = useFormat();
  const expected = props.rosters
    .filter(({ state }) => state === 'open')
    .flatMap(({ entries, title, time }) =>
      entries.map((entry) => ({ entry, place: `${format.time(time)} ${title}` })),
    );
  return (
    <div className="desk">
      <div className="desk-field">
        <CheckInField expected={expected} autoFocus />
      </div>
      {props.rosters.map((roster) => (
        <DeskSession key={roster.id} roster={roster} />
      ))}
    </div>
  );
}

function DeskSession(props: { readonly roster: RosterView }): ReactElement {
  const { roster } = props;
  const { openSession, openClient } = usePanels();
  const format = useFormat();
  const here = roster.entries.filter(({ checkedInAt }) => checkedInAt !== null).length;
  return (
    <section className="panel-card desk-session" aria-label={`${format.time(roster.time)} ${roster.title}`}>
      <div className="booking-head">
        <Title order={2} size="h3">
          <Anchor component="button" type="button" onClick={() => openSession(roster.id)}>
            {format.timeRange(roster.time, roster.durationMinutes)} {roster.title}
          </Anchor>
        </Title>
        <Text className="figures">{words.checkedIn(here, roster.entries.length)}</Text>
      </div>
      <Text size="sm" c="dimmed" mb={8}>
        {[roster.practitionerName, roster.roomName, roster.locationName].filter(Boolean).join(' · ')}
      </Text>
      {roster.entries.length === 0 ? <Text c="dimmed">{words.nobodyBooked}</Text> : null}
      {roster.entries.map((entry) => (
        <div key={entry.bookingId} className="booking">
          <span>
            <Anchor component="button" type="button" onClick={() => openClient(entry.clientId)}>
              {nameOf(entry)}
            </Anchor>
            {entry.participant ? ` ${words.forPayer(entry.clientName)}` : ''}
          </span>
          <RosterLine entry={entry} isOpen={roster.state === 'open'} />
          {entry.overbookReason ? <Text size="sm">{words.overbooked(entry.overbookReason)}</Text> : null}
        </div>
      ))}
    </section>
  );
}
