import type { Page } from '@playwright/test';
import { addDays, type LocalDate, localTime } from '#domain/values/time.ts';
import { createSmallStudio, type OpenEngine, openSignedIn, thisMonday } from './studio.ts';

/** Tuesday of next week, when nothing of it is over yet. */
export const LESSON_DAY: LocalDate = addDays(thisMonday(), 8);

/** The small studio with a trial lesson on next week's Tuesday at 15:00, which Ada has paid in cash (45.00). */
export async function createTrialLesson(open: OpenEngine) {
  const studio = await createSmallStudio(open);
  const { booking } = open.engine;
  const sessionId = await addLesson(open, studio, {
    title: 'Trial lesson',
    date: LESSON_DAY,
    time: '15:00',
    publicNote: 'Bring your own score.',
    meetingLink: 'https://meet.example.org/paul',
  });
  await booking.create({
    sessionId,
    clientId: studio.ada.id,
    priceMinor: 4500,
    fundings: [{ kind: 'new_payment', method: 'cash', amountMinor: 4500 }],
  });
  return { ...studio, sessionId };
}

/** A piano lesson of Paul's in the small room. */
export async function addLesson(
  { engine }: OpenEngine,
  studio: Awaited<ReturnType<typeof createSmallStudio>>,
  {
    time,
    ...lesson
  }: {
    readonly title: string;
    readonly date: LocalDate;
    readonly time: string;
    readonly publicNote?: string;
    readonly meetingLink?: string;
  },
) {
  const { id } = await engine.session.create({
    serviceId: studio.piano.id,
    locationId: studio.location.id,
    roomId: studio.studio.id,
    practitionerId: studio.paul.id,
    time: localTime(time),
    durationMinutes: 45,
    capacity: 1,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
    ...lesson,
  });
  return id;
}

/** Signs in and opens the event of the trial lesson on next week's calendar. */
export async function openTrialLesson(page: Page, url: string) {
  await openSignedIn(page, url);
  await page.getByRole('button', { name: 'Later' }).click();
  await page
    .getByRole('button', { name: /Trial lesson/ })
    .first()
    .click();
  return page.getByRole('dialog', { name: 'Trial lesson' });
}
