import { AxeBuilder } from '@axe-core/playwright';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { expect, type Page, test } from '@playwright/test';
import { WebSocket } from 'ws';
import type { DesktopContract } from '#contract/desktop/contract.ts';
import { addDays, instantToWall, type LocalDate, localTime, weekStartOf, zone } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';

/** A studio made through the same door as the window's, small enough to know by heart. */
export const STUDIO_ZONE = zone('Europe/Berlin');
export const OWNER = { name: 'Olga Owner', pin: '135790' } as const;

type Engine = ContractRouterClient<DesktopContract>;

export interface OpenEngine {
  readonly engine: Engine;
  readonly close: () => void;
}

/** A connection of its own to a browser host, let in by the address that the host printed. */
export async function openEngine(url: string): Promise<OpenEngine> {
  const { origin, host } = new URL(url);
  const answer = await fetch(url, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`ws://${host}/ws`, { headers: { cookie, origin } });
  const engine: Engine = createORPCClient(
    new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
  );
  return { engine, close: () => socket.close() };
}

/** Sets up an empty studio and signs its owner in on this connection. */
export async function createEmptyStudio({ engine }: OpenEngine): Promise<void> {
  await engine.setup.createStudio({
    studioName: 'Studio Nord',
    currency: 'EUR',
    zone: STUDIO_ZONE,
    locale: 'en-GB',
    weekStartsOn: 1,
    ownerName: OWNER.name,
    pin: OWNER.pin,
  });
  const { people } = await engine.auth.people();
  const owner = people[0];
  if (!owner) throw new Error('nobody was set up');
  await engine.auth.signIn({ staffId: owner.staffId, pin: OWNER.pin });
}

/** Monday of the week that is shown first. */
export function thisMonday(): LocalDate {
  return weekStartOf(instantToWall(Date.now(), STUDIO_ZONE).date, 1);
}

/**
 * One location with two rooms, two practitioners, two services, a package, two clients (Ada with a credit lot of five), and
 * sessions of this week: Yoga on Monday, Wednesday and Friday at 09:00 (12 places) and Piano on Tuesday at 15:00 (1 place).
 */
export async function createSmallStudio(open: OpenEngine) {
  await createEmptyStudio(open);
  const { catalog, client, session } = open.engine;
  const location = await catalog.createLocation({
    name: 'Main house',
    zone: STUDIO_ZONE,
    address: '',
    active: true,
  });
  const room = (name: string) =>
    catalog.createRoom({ locationId: location.id, name, capacity: 12, active: true });
  const practitioner = (name: string) =>
    catalog.createPractitioner({ name, email: '', phone: '', active: true });
  const hall = await room('Hall');
  const studio = await room('Studio');
  const mira = await practitioner('Mira Stone');
  const paul = await practitioner('Paul Reed');
  const common = { priceType: 'fixed', description: '', active: true } as const;
  const yoga = await catalog.createService({
    ...common,
    name: 'Yoga',
    color: 2,
    costMinor: 1500,
    durationMinutes: 60,
    capacity: 12,
  });
  const piano = await catalog.createService({
    ...common,
    name: 'Piano lesson',
    color: 0,
    costMinor: 4500,
    durationMinutes: 45,
    capacity: 1,
  });
  const offer = await catalog.createPackage({
    name: 'Five times yoga',
    credits: 5,
    priceMinor: 6000,
    validDays: 90,
    serviceIds: [yoga.id],
    active: true,
  });
  const person = (firstName: string, lastName: string) =>
    client.create({
      firstName,
      lastName,
      email: `${firstName}@example.org`.toLowerCase(),
      phone: '',
      note: '',
    });
  const ada = await person('Ada', 'Lane');
  const ben = await person('Ben', 'Moss');
  await client.sellPackage({
    clientId: ada.id,
    packageId: offer.id as never,
    payment: { method: 'cash', note: '' },
  });
  const lesson = (serviceId: typeof yoga.id, day: number, time: string, more: object) =>
    session.create({
      serviceId,
      locationId: location.id,
      roomId: hall.id,
      practitionerId: mira.id,
      title: '',
      date: addDays(thisMonday(), day),
      time: localTime(time),
      durationMinutes: 60,
      capacity: 12,
      publicNote: '',
      privateNote: '',
      meetingLink: '',
      ...more,
    });
  const yogas = [];
  for (const day of [0, 2, 4])
    yogas.push(await lesson(yoga.id, day, '09:00', { publicNote: 'Bring a mat.' }));
  const pianoLesson = await lesson(piano.id, 1, '15:00', {
    roomId: studio.id,
    practitionerId: paul.id,
    durationMinutes: 45,
    capacity: 1,
  });
  return { location, hall, studio, mira, paul, yoga, piano, ada, ben, yogas, pianoLesson, offer };
}

/** "Piano club", four Tuesdays at 09:00 from next week on, in the small studio's second room. */
export async function createPianoClub({ engine, studio }: Pick<Desk, 'engine' | 'studio'>) {
  const { id } = await engine.series.create({
    serviceId: studio.piano.id,
    locationId: studio.location.id,
    roomId: studio.studio.id,
    practitionerId: studio.paul.id,
    title: 'Piano club',
    firstDate: addDays(thisMonday(), 8),
    time: localTime('09:00'),
    durationMinutes: 45,
    capacity: 4,
    frequency: 'weekly',
    weekdays: [2],
    sessionCount: 4,
    lastDate: null,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
    enabled: true,
  });
  return engine.series.get({ id });
}

/** Opens the host's page and signs its owner in with the keyboard. */
export async function openSignedIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel(`PIN of ${OWNER.name}`).fill(OWNER.pin);
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Week' }).waitFor();
}

/** The small studio of the test that runs, its host, and a connection beside the window's. */
export interface Desk {
  readonly host: LaunchedBrowserHost;
  readonly engine: Engine;
  readonly studio: Awaited<ReturnType<typeof createSmallStudio>>;
}

/** Gives every test of a file a small studio of its own, with its owner signed in at the page; only within a test is it there. */
export function deskForEachTest(): Desk {
  let now: (Desk & { readonly open: OpenEngine }) | undefined;
  const desk = (): Desk => {
    if (!now) throw new Error('no test runs');
    return now;
  };
  test.beforeEach(async ({ page }) => {
    const host = await launchBrowserHost();
    const open = await openEngine(host.url);
    now = { host, open, engine: open.engine, studio: await createSmallStudio(open) };
    await openSignedIn(page, host.url);
  });
  test.afterEach(async () => {
    now?.open.close();
    await now?.host.close();
    now = undefined;
  });
  return {
    get host() {
      return desk().host;
    },
    get engine() {
      return desk().engine;
    },
    get studio() {
      return desk().studio;
    },
  };
}

/** What axe finds on the page, as one line each; empty when there is nothing. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  // Every place's address begins with '/#', which this rule takes for a jump inside the page.
  const { violations } = await new AxeBuilder({ page }).disableRules(['skip-link']).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Opens the palette and waits until it can be typed into; before, the letters would go to the page. */
export async function openPalette(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('combobox')).toBeFocused({
      timeout: 3000,
    });
  }).toPass();
}
