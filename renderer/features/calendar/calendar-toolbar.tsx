import { ActionIcon, Button, Group, Tabs, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { DayRange } from '#domain/values/day-range.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import { formatDay, formatDayRange, formatMonth } from '#renderer/ui/format.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { ScheduleFilterButton } from '#renderer/ui/schedule-filters.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import type { CalendarView } from '#renderer/ui/ui-state.ts';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { bulkRangeOf, stepFrom } from './calendar-range.ts';
import { ScheduleMenu } from './schedule-menu.tsx';

const views: readonly CalendarView[] = ['month', 'week', 'day', 'list'];

/** Where one is in time, how it is shown, and what can be done with the schedule. */
export function CalendarToolbar(props: {
  readonly view: CalendarView;
  readonly date: LocalDate;
  readonly range: DayRange;
  readonly onGo: (next: { readonly view?: CalendarView; readonly date?: LocalDate }) => void;
}): ReactElement {
  const { view, date, range, onGo } = props;
  const studio = useStudio();
  const { newSession } = usePanels();
  const mayEdit = useMay('owner', 'admin', 'staff');
  const today = (): void => onGo({ date: todayIn(studio.zone) });
  const step = (by: -1 | 1): void => onGo({ date: stepFrom(view, date, by) });
  useShortcuts({
    t: today,
    1: () => onGo({ view: 'month' }),
    2: () => onGo({ view: 'week' }),
    3: () => onGo({ view: 'day' }),
    4: () => onGo({ view: 'list' }),
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
  });
  return (
    <div className="calendar-toolbar">
      <Button variant="default" onClick={today}>
        {calendarMessages.today}
      </Button>
      <Group gap={0}>
        <StepButton label={calendarMessages.earlier} onClick={() => step(-1)} icon={IconChevronLeft} />
        <StepButton label={calendarMessages.later} onClick={() => step(1)} icon={IconChevronRight} />
      </Group>
      <h2 className="calendar-title" aria-live="polite">
        {titleOf(view, date, range, studio.locale)}
      </h2>
      <Tabs
        variant="pills"
        value={view}
        onChange={(value) => onGo({ view: views.find((known) => known === value) ?? view })}
        className="view-tabs"
      >
        <Tabs.List aria-label={calendarMessages.viewSwitch}>
          {views.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {calendarMessages.views[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <ScheduleFilterButton />
      {mayEdit ? (
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => newSession(`${date}`)}>
          {calendarMessages.newSession}
        </Button>
      ) : null}
      <ScheduleMenu range={bulkRangeOf(view, date, studio.weekStartsOn)} date={date} />
    </div>
  );
}

function StepButton(props: {
  readonly label: string;
  readonly onClick: () => void;
  readonly icon: typeof IconChevronLeft;
}): ReactElement {
  const Icon = props.icon;
  return (
    <Tooltip label={props.label}>
      <ActionIcon aria-label={props.label} onClick={props.onClick}>
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

function titleOf(view: CalendarView, date: LocalDate, range: DayRange, locale: string): string {
  if (view === 'month') return formatMonth(date, locale);
  return view === 'day' ? formatDay(date, locale, 'long') : formatDayRange(range.from, range.to, locale);
}
