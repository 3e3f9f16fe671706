import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCalendarCancel,
  IconCalendarOff,
  IconCalendarRepeat,
  IconCalendarShare,
  IconPrinter,
  IconSettings,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { LocalDate } from '#domain/values/time.ts';
import { useMay, useMayBulkCancel, useSignedIn } from '#renderer/api/signed-in.ts';
import { calendarMessages } from '#renderer/messages/calendar.ts';
import { feedMessages } from '#renderer/messages/feed.ts';
import { rosterWords } from '#renderer/messages/roster.ts';
import { FeedForm } from '#renderer/ui/feed-form.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { useUiState } from '#renderer/ui/ui-state.ts';
import type { DayRange } from '#domain/values/day-range.ts';

/** The cog wheel: what can be done with the timetable as a whole. */
export function ScheduleMenu(props: { readonly range: DayRange; readonly date: LocalDate }): ReactElement {
  const mayCancel = useMayBulkCancel();
  const mayEdit = useMay('owner', 'admin', 'staff');
  const { newClosure, newSeries } = usePanels();
  const { role, practitionerId } = useSignedIn();
  const hasFile = role !== 'practitioner' || practitionerId !== null;
  const [isSaving, setSaving] = useState(false);
  const navigate = useNavigate();
  const [location, ...others] = useUiState((state) => state.filters.locationIds);
  const place = location !== undefined && others.length === 0 ? { location } : {};
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={calendarMessages.scheduleSettings} variant="default">
            <IconSettings size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayEdit ? (
            <Menu.Item
              leftSection={<IconCalendarRepeat size={16} aria-hidden />}
              onClick={() => newSeries(props.date)}
            >
              {calendarMessages.createSeries}
            </Menu.Item>
          ) : null}
          {mayCancel ? (
            <Menu.Item
              leftSection={<IconCalendarCancel size={16} aria-hidden />}
              onClick={() => void navigate({ to: '/cancellations/bulk', search: props.range })}
            >
              {calendarMessages.bulkCancel}
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() =>
              void navigate({ to: '/sessions/day-sheet', search: { date: props.date, ...place } })
            }
          >
            {rosterWords.printDaySheet}
          </Menu.Item>
          {hasFile ? (
            <Menu.Item
              leftSection={<IconCalendarShare size={16} aria-hidden />}
              onClick={() => setSaving(true)}
            >
              {feedMessages.entry}
            </Menu.Item>
          ) : null}
          {mayEdit ? (
            <Menu.Item
              leftSection={<IconCalendarOff size={16} aria-hidden />}
              onClick={() => newClosure(props.date)}
            >
              {calendarMessages.addClosure}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <FormDialog title={feedMessages.entry} opened={isSaving} onClose={() => setSaving(false)}>
        {() => <FeedForm onSaved={() => setSaving(false)} />}
      </FormDialog>
    </>
  );
}
