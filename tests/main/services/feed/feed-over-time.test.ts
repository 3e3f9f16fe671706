import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { JobId, SessionId, UndoStepId } from '#domain/values/ids.ts';
import { createLockedGateway } from '#main/gateways/payment/locked.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type DeskClient, openDesk } from '#tests/support/desk.ts';
import { createJobHarness } from '#tests/support/job-harness.ts';
import { call } from '#tests/support/procedures.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

const TITLE = 'Über, alles; \\n "Yoga": a=b 😀👩‍👩‍👧';

let test: TestDb;
let studio: SeededStudio;
let owner: DeskClient;
let id: SessionId;
let save: (canceled?: 'keep' | 'leave_out') => Promise<string>;

const fields = (over: object = {}) => ({
  serviceId: studio.yoga,
  locationId: studio.location,
  roomId: null,
  practitionerId: studio.practitioner,
  title: TITLE,
  date: '2026-03-02',
  time: '10:00',
  durationMinutes: 60,
  capacity: 12,
  publicNote: 'Bring:\n\n- a mat;\n- a belt, if you have one',
  privateNote: '',
  meetingLink: '',
  ...over,
});

beforeEach(async () => {
  test = createTestDb();
  studio = seedStudio(test.db);
  const desk = openDesk(test.db, { dataDir: test.dir, now: () => SEED_NOW });
  owner = desk.callAs(studio.owner);
  id = ((await call(owner, 'session.create', fields())).data as { id: SessionId }).id;
  save = async (canceled = 'keep') => {
    const { fileName } = await owner.feed.save({ about: { kind: 'studio' }, canceled });
    return desk.files.get(fileName) ?? '';
  };
});
afterEach(() => test.cleanup());

const eventsIn = (file: string) =>
  new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((event) => ({
    uid: event.getFirstPropertyValue('uid'),
    sequence: Number(event.getFirstPropertyValue('sequence')),
    start: String(event.getFirstPropertyValue('dtstart')),
    place: event.getFirstPropertyValue('location'),
    status: event.getFirstPropertyValue('status'),
    title: event.getFirstPropertyValue('summary'),
  }));
const version = (): number =>
  test.db.read.get<{ version: number }>('SELECT version FROM sessions WHERE id = ?', [id])?.version ?? 0;
async function deed<T>(name: string, input: object): Promise<T> {
  const answer = await call(owner, name, input);
  expect([name, answer.code]).toEqual([name, 'OK']);
  return answer.data as T;
}
const work = () => createJobHarness(test.db, createLockedGateway()).runner.runUntilIdle();

async function cancel(): Promise<JobId> {
  const { planHash, refundTotalMinor } = await owner.cancellation.preview({ sessionIds: [id] });
  const { jobId } = await deed<{ jobId: JobId }>('cancellation.submit', {
    sessionIds: [id],
    requestUid: randomUUID(),
    planHash,
    typedTotalMinor: refundTotalMinor,
    reason: 'Burst pipe',
    message: { channel: 'none', subject: '', body: '' },
  });
  await work();
  return jobId;
}

it('names a session the same for ever, and each change of it raises SEQUENCE', async () => {
  const seen: { sequence: number }[] = [];
  const first = eventsIn(await save())[0];
  const look = async (): Promise<unknown> => {
    const [event] = eventsIn(await save());
    expect(event?.uid).toBe(first?.uid);
    expect(event?.sequence).toBeGreaterThan(seen.at(-1)?.sequence ?? -1);
    if (event) seen.push(event);
    return event;
  };
  expect(await look()).toMatchObject({ start: '2026-03-02T09:00:00Z', status: 'CONFIRMED', title: TITLE });
  expect(eventsIn(await save())).toEqual(seen);
  await deed('session.move', { id, version: 1, date: '2026-03-04', time: '16:00', durationMinutes: 60 });
  expect(await look()).toMatchObject({ start: '2026-03-04T15:00:00Z' });
  const { undoId } = await deed<{ undoId: UndoStepId }>('session.update', {
    ...fields({ roomId: studio.rooms[0], date: '2026-03-04', time: '16:00' }),
    id,
    version: version(),
  });
  expect(await look()).toMatchObject({ place: expect.stringContaining(', ') });
  await deed('undo.takeBack', { id: undoId });
  expect(await look()).toMatchObject({ place: first?.place, start: '2026-03-04T15:00:00Z' });
  const jobId = await cancel();
  expect(await look()).toMatchObject({ status: 'CANCELLED', title: `CANCELLED: ${TITLE}` });
  await deed('job.undo', { id: jobId });
  await work();
  expect(await look()).toMatchObject({ status: 'CONFIRMED', title: TITLE });
  await deed('deletion.submit', { ids: [id] });
  expect(eventsIn(await save())).toEqual([]);
  await deed('deletion.recover', { ids: [id] });
  expect(await look()).toMatchObject({ status: 'CONFIRMED' });
});

it('drops a cancelled session from the file of a reader who wants that, until it takes place after all', async () => {
  const jobId = await cancel();
  expect(eventsIn(await save('leave_out'))).toEqual([]);
  expect(eventsIn(await save('keep'))).toHaveLength(1);
  await deed('job.undo', { id: jobId });
  await work();
  expect(eventsIn(await save('leave_out'))).toMatchObject([{ status: 'CONFIRMED', title: TITLE }]);
});

it('makes nothing new when an older file comes back after a move, a cancellation and a deletion', async () => {
  const older = await save();
  const rows = () => test.db.read.all('SELECT * FROM sessions ORDER BY id');
  const importOlder = async () => {
    const uploadUid = randomUUID();
    const data = Buffer.from(older).toString('base64');
    await deed('imports.upload', { uploadUid, fileName: 'old.ics', index: 0, last: true, data });
    const options = { uploadUid, kind: 'ics', from: '2026-01-01', to: '2027-01-01' };
    expect(await call(owner, 'imports.preview', options)).toMatchObject({ data: { make: [] } });
    expect((await call(owner, 'imports.apply', options)).code).not.toBe('OK');
  };
  await deed('session.move', { id, version: 1, date: '2026-03-04', time: '16:00', durationMinutes: 60 });
  const moved = rows();
  await importOlder();
  expect(rows()).toEqual(moved);
  const jobId = await cancel();
  await importOlder();
  await deed('job.undo', { id: jobId });
  await work();
  await deed('deletion.submit', { ids: [id] });
  await importOlder();
  expect(rows()).toHaveLength(1);
});
