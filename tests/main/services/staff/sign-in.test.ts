import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as audit from '#db/repositories/audit.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { hashPin, verifyPin } from '#main/services/staff/pin-hash.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call } from '#tests/support/procedures.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

const PIN = '135790';
const SECOND = 1000;
let pinHash: string;
let test: TestDb;
let studio: SeededStudio;
let desk: Desk;
let now: number;

beforeAll(async () => {
  pinHash = await hashPin(PIN);
});
beforeEach(() => {
  now = SEED_NOW;
  test = createTestDb();
  studio = seedStudio(test.db, { pinHash });
  desk = openDesk(test.db, { dataDir: test.dir, now: () => now });
});
afterEach(() => test.cleanup());

const tryPin = (pin: string, staffId: StaffId = studio.staff) =>
  call(desk.callAs(null), 'auth.signIn', { staffId, pin });

async function failTimes(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await tryPin('000000');
    now += 24 * 3600 * SECOND;
  }
}

describe('signing in', () => {
  it('takes the right PIN, and from then on the window is that person', async () => {
    const window = desk.callAs(null);
    expect(await window.auth.me()).toBeNull();
    await window.auth.signIn({ staffId: studio.staff, pin: PIN });
    expect(await window.auth.me()).toMatchObject({ staffId: studio.staff, role: 'staff' });
    await window.auth.signOut();
    expect(await window.auth.me()).toBeNull();
  });

  it('counts wrong PINs down, and a right one starts anew', async () => {
    expect((await tryPin('000000')).data).toEqual({ triesLeft: 4 });
    expect((await tryPin('000000')).data).toEqual({ triesLeft: 3 });
    expect((await tryPin(PIN)).code).toBe('OK');
    expect((await tryPin('000000')).data).toEqual({ triesLeft: 4 });
  });

  it('waits 30 s after the fifth wrong PIN, then twice as long each time (A2)', async () => {
    for (let n = 0; n < 4; n += 1) await tryPin('000000');
    for (const waitSeconds of [30, 60, 120]) {
      const locked = { until: now + waitSeconds * SECOND, byOwner: false };
      expect(await tryPin('000000')).toMatchObject({ code: 'PIN_LOCKED', data: locked });
      now += waitSeconds * SECOND - 1;
      expect(await tryPin(PIN)).toMatchObject({ code: 'PIN_LOCKED', data: locked });
      now += 1;
    }
    expect((await tryPin(PIN)).code).toBe('OK');
  });

  it('is up to an owner after the tenth wrong PIN, however long one waits', async () => {
    await failTimes(10);
    now += 365 * 24 * 3600 * SECOND;
    expect(await tryPin(PIN)).toMatchObject({ code: 'PIN_LOCKED', data: { byOwner: true } });
    expect((await call(desk.callAs(studio.admin), 'staff.unlock', { id: studio.staff })).code).toBe(
      'FORBIDDEN',
    );
    expect(
      (await call(desk.callAs(studio.admin), 'staff.setPin', { id: studio.staff, pin: '222222' })).code,
    ).toBe('FORBIDDEN');
    await desk.callAs(studio.owner).staff.unlock({ id: studio.staff });
    expect((await tryPin(PIN)).code).toBe('OK');
  });

  it('never locks the only owner out for good', async () => {
    for (let n = 0; n < 12; n += 1) {
      await tryPin('000000', studio.owner);
      now += 24 * 3600 * SECOND;
    }
    expect((await tryPin(PIN, studio.owner)).code).toBe('OK');
  });

  it('lets tries side by side not outrun the count', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => tryPin('000000')));
    expect(answers.filter(({ code }) => code === 'WRONG_PIN')).toHaveLength(4);
    expect((await tryPin(PIN)).code).toBe('PIN_LOCKED');
  });

  it('answers an unknown person as a wrong PIN', async () => {
    expect(await tryPin(PIN, 9999 as StaffId)).toMatchObject({ code: 'WRONG_PIN', data: { triesLeft: 4 } });
  });

  it('keeps wrong PINs and sign-ins in the audit log, and no PIN anywhere', async () => {
    await tryPin('424242');
    await tryPin(PIN);
    const { rows } = audit.list(test.db.read, { limit: 10, offset: 0 });
    expect(rows.map(({ action }) => action)).toEqual(['auth.signed_in', 'auth.wrong_pin']);
    expect(JSON.stringify(rows)).not.toMatch(/424242|135790/);
  });
});

describe('changing the own PIN', () => {
  it('needs the current one, and counts its wrong tries', async () => {
    const client = desk.callAs(studio.staff);
    const wrong = await call(client, 'auth.changePin', { currentPin: '000000', newPin: '222222' });
    expect(wrong).toMatchObject({ code: 'WRONG_PIN', data: { triesLeft: 4 } });
    await client.auth.changePin({ currentPin: PIN, newPin: '222222' });
    expect((await tryPin(PIN)).code).toBe('WRONG_PIN');
    expect((await tryPin('222222')).code).toBe('OK');
  });
});

describe('a stored PIN', () => {
  it('has its own salt and its cost beside it', async () => {
    const again = await hashPin(PIN);
    expect(again).not.toBe(pinHash);
    expect(again).toMatch(/^scrypt\$15\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPin(PIN, again)).toBe(true);
    expect(await verifyPin('135791', again)).toBe(false);
  });

  it.each(['', 'no-pin', 'scrypt$15$8$1$', 'scrypt$40$8$1$AAAA$AAAA', 'md5$1$2$3$a$b'])(
    'lets nobody in when it is %j',
    async (stored) => {
      expect(await verifyPin('', stored)).toBe(false);
      expect(await verifyPin(PIN, stored)).toBe(false);
    },
  );
});
