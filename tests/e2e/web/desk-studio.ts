import type { Page } from '@playwright/test';
import type { ClientId, SessionId } from '#domain/values/ids.ts';
import { addDays, localTime } from '#domain/values/time.ts';
import type { LaunchedBrowserHost } from '../fixtures/launch-browser-host.ts';
import { createSmallStudio, type OpenEngine, thisMonday } from './studio.ts';

/** Tuesday of next week, when nothing of it has begun. */
export const DAY = addDays(thisMonday(), 8);

/**
 * The small studio with two clients more, phones and notes, and on Tuesday of next week a full yoga session of two places: Ada
 * (with the card, 15.00) and Ben (on account, 15.00).
 */
export async function createDeskStudio(open: OpenEngine) {
  const studio = await createSmallStudio(open);
  const { client, session, booking } = open.engine;
  const person = (firstName: string, lastName: string, note: string) =>
    client.create({
      firstName,
      lastName,
      email: `${lastName}@example.org`.toLowerCase(),
      phone: '+49 30 901820',
      note,
    });
  const chloe = await person('Chloé', 'Park', 'Allergic to nuts');
  const dora = await person('Dora', 'Quill', '');
  const yoga = async (date: string, time: string, capacity: number): Promise<SessionId> => {
    const { id } = await session.create({
      serviceId: studio.yoga.id,
      locationId: studio.location.id,
      roomId: studio.hall.id,
      practitionerId: studio.mira.id,
      title: '',
      date: date as typeof DAY,
      time: localTime(time),
      durationMinutes: 60,
      capacity,
      publicNote: '',
      privateNote: '',
      meetingLink: '',
    });
    return id;
  };
  const book = (sessionId: SessionId, clientId: ClientId, more: object = {}) =>
    booking.create({
      sessionId,
      clientId,
      priceMinor: 1500,
      fundings: [{ kind: 'account', amountMinor: 1500 }],
      ...more,
    });
  const full = await yoga(DAY, '10:00', 2);
  await book(full, studio.ada.id, {
    fundings: [{ kind: 'new_payment', method: 'card', amountMinor: 1500, cardReference: 'pi_desk' }],
  });
  await book(full, studio.ben.id);
  return { ...studio, chloe, dora, full, yogaAt: yoga, book };
}
export type DeskStudio = Awaited<ReturnType<typeof createDeskStudio>>;

/** Goes to an address inside the window that the host serves. */
export async function visit(page: Page, host: LaunchedBrowserHost, address: string): Promise<void> {
  await page.goto(`${new URL(host.url).origin}/#${address}`);
}
