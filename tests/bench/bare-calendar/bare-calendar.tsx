/** The calendar library and the events, nothing else: what our calendar is measured against. */
import '@fullcalendar/react/skeleton.css';
import '@fullcalendar/react/themes/classic/theme.css';
import '@fullcalendar/react/themes/classic/palette.css';
import FullCalendar, { type CalendarRef, type EventInput } from '@fullcalendar/react';
import classicThemePlugin from '@fullcalendar/react/themes/classic';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import interactionPlugin from '@fullcalendar/react/interaction';
import { createRef } from 'react';
import { createRoot } from 'react-dom/client';

const calendar = createRef<CalendarRef>();
const answer = await fetch('./events.json');
const all = (await answer.json()) as { title: string; start: string; end: string }[];

const place = document.getElementById('root');
if (!place) throw new Error('the page has no #root');
createRoot(place).render(
  <FullCalendar
    ref={calendar}
    plugins={[timeGridPlugin, interactionPlugin, classicThemePlugin]}
    headerToolbar={false}
    initialView="timeGridWeek"
    timeZone="UTC"
    firstDay={1}
    height="100%"
    allDaySlot={false}
    eventMaxStack={4}
    slotMinHeight={26}
    editable
    selectable
    events={({ startStr, endStr }, done) => {
      const [from, to] = [startStr.slice(0, 10), endStr.slice(0, 10)];
      done(all.filter(({ start }) => start >= from && start < to) as EventInput[]);
    }}
  />,
);
document.querySelector('button')?.addEventListener('click', () => calendar.current?.getApi().next());

/** The events are in the page; after this frame they are painted too. */
const look = (): void => {
  if (!document.body.textContent?.includes('Session 1.')) return void requestAnimationFrame(look);
  requestAnimationFrame(() => setTimeout(() => performance.mark('week-painted')));
};
requestAnimationFrame(look);
