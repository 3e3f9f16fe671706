import { expect, test } from '@playwright/test';
import { addDays } from '#domain/values/time.ts';
import { type LaunchedBrowserHost, launchBrowserHost } from '../fixtures/launch-browser-host.ts';
import { goTo } from '../fixtures/bulk-cancel-steps.ts';
import {
  accessibilityFaults,
  createSmallStudio,
  type OpenEngine,
  openEngine,
  openSignedIn,
  thisMonday,
} from './studio.ts';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1366, height: 768 } });

let host: LaunchedBrowserHost;
let open: OpenEngine;
test.beforeEach(async ({ page }) => {
  host = await launchBrowserHost();
  open = await openEngine(host.url);
  const { location } = await createSmallStudio(open);
  const { catalog, series } = open.engine;
  // The seed's example: a service of its own, fixed, 100.00 and a wage of 30.00 a session.
  const pottery = await catalog.createService({
    name: 'Pottery course',
    color: 4,
    priceType: 'fixed',
    costMinor: 100_00,
    wageType: 'fixed',
    wageMinor: 30_00,
    wageBasis: 'session',
    durationMinutes: 90,
    capacity: 8,
    description: '',
    active: true,
  });
  await series.create({
    serviceId: pottery.id,
    locationId: location.id,
    roomId: null,
    practitionerId: null,
    title: 'Pottery',
    firstDate: addDays(thisMonday(), 15),
    time: '18:00' as never,
    durationMinutes: 90,
    capacity: 8,
    frequency: 'weekly',
    weekdays: [2],
    sessionCount: 10,
    lastDate: null,
    publicNote: '',
    privateNote: '',
    meetingLink: '',
    enabled: true,
  });
  await openSignedIn(page, host.url);
});
test.afterEach(async () => {
  open.close();
  await host.close();
});

test('a series becomes a class, a client is enrolled and dropped again, and both are taken back', async ({
  page,
}) => {
  await goTo(page, '/sessions/series');
  await page.getByRole('row', { name: /Pottery/ }).dblclick();
  await page.getByRole('button', { name: 'Make it a class' }).click();
  const terms = page.getByRole('dialog', { name: 'Make it a class' });
  await terms.getByLabel('Enrolment until: time').fill('25:00');
  await terms.getByRole('button', { name: 'Save class' }).click();
  await expect(terms.getByText('Give a time as hours and minutes.')).toBeVisible();
  await terms.getByLabel('Enrolment until: time').fill('18:00');
  await terms.getByRole('button', { name: 'Save class' }).click();

  const panel = page.getByRole('region', { name: 'Class' });
  await expect(panel.getByText('10 sessions: €1,000.00, wages €300.00')).toBeVisible();
  await expect(panel.getByText('Nobody is enrolled yet.')).toBeVisible();

  await panel.getByRole('button', { name: 'Enrol client' }).click();
  const form = page.getByRole('dialog', { name: 'Enrol in the class' });
  await form.getByRole('combobox', { name: 'Client' }).fill('moss');
  await page.getByRole('option', { name: /Ben Moss/ }).click();
  await expect(form.getByText('€1,000.00', { exact: true })).toBeVisible();
  await expect(form.getByText('Ben Moss gets a place in 10 sessions', { exact: false })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Enrol in 10 sessions' }).click();
  await expect(panel.getByText('Enrolled (1)')).toBeVisible();

  await panel.getByRole('button', { name: 'Drop Ben Moss' }).click();
  const drop = page.getByRole('dialog', { name: 'Drop Ben Moss from the class' });
  await expect(drop.getByText('€1,000.00 will not be charged', { exact: false })).toBeVisible();
  await drop.getByRole('button', { name: 'Give up 10 places' }).click();
  await expect(panel.getByText('Enrolled (0)')).toBeVisible();
  await page
    .getByRole('alert')
    .filter({ hasText: 'dropped from the class' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(panel.getByText('Enrolled (1)')).toBeVisible();
});

test('the eye of a session is closed and opened again, and classes have their list', async ({ page }) => {
  const { rows } = await open.engine.series.list({});
  const pottery = rows[0];
  if (!pottery) throw new Error('no series');
  const day = addDays(thisMonday(), 14);
  await open.engine.enrolment.setTerms({
    seriesId: pottery.id,
    version: pottery.version,
    terms: {
      enrolUntilDate: day,
      enrolUntilTime: '18:00' as never,
      dropUntilDate: day,
      dropUntilTime: '18:00' as never,
      dropIn: false,
      lateJoin: true,
      displayRule: 'chosen',
    },
  });
  await goTo(page, '/sessions/classes');
  await page.getByRole('row', { name: /Pottery.*0 \/ 8.*Enrolling/ }).dblclick();
  const panel = page.getByRole('region', { name: 'Class' });
  const hide = panel.getByRole('button', { name: /^Hide .* from clients$/ });
  await expect(hide).toHaveCount(10);
  await hide.last().click();
  await expect(hide).toHaveCount(9);
  await panel.getByRole('button', { name: /^Show .* to clients$/ }).click();
  await expect(hide).toHaveCount(10);
});

test('"Why can’t they see it?" leads to each switch itself: in Settings, in a form, and in the class', async ({
  page,
}) => {
  await goTo(page, '/sessions/series');
  await page.getByRole('row', { name: /Pottery/ }).dblclick();
  await page.getByRole('button', { name: 'Make it a class' }).click();
  await page.getByRole('button', { name: 'Save class' }).click();
  const panel = page.getByRole('region', { name: 'Class' });
  const why = async () => {
    await panel.getByText('Why can’t they see it?').first().click();
    await expect(panel.getByRole('group', { name: 'Why can’t they see it?' })).toBeVisible();
  };
  // Each eye is shut in turn; its name changes with it.
  const open = panel.getByRole('button', { name: /^Hide/ });
  await expect(open).toHaveCount(10);
  for (let left = 9; left >= 0; left -= 1) {
    await open.first().press('Enter');
    await expect(open).toHaveCount(left);
  }
  await why();
  const list = panel.getByRole('list', { name: 'Why can’t they see it?' });
  await expect(list).toContainText('The class is on the calendar');
  await list.getByRole('link', { name: 'Change: At least one session to come is displayed online' }).click();
  await expect(panel.getByRole('button', { name: /^Show/ }).first()).toBeFocused();
  expect(await accessibilityFaults(page)).toEqual([]);

  await list.getByRole('link', { name: 'Change: Client booking is on for the service' }).click();
  const form = page.getByRole('dialog', { name: 'Edit service' });
  await expect(form.getByLabel('Clients may book this')).toBeFocused();
  await form.getByLabel('Clients may book this').press('Space');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(form).toBeHidden();
  await page.goBack();
  await why();
  await expect(list.getByRole('link', { name: 'Change: Client booking is on for the service' })).toHaveCount(
    0,
  );
  await list.getByRole('link', { name: 'Change: Client booking is on for the studio' }).click();
  await expect(page.getByLabel('Clients may book sessions')).toBeFocused();
});
