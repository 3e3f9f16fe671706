import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as audit from '#db/repositories/audit.ts';
import * as staff from '#db/repositories/staff.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { type Desk, openDesk } from '#tests/support/desk.ts';
import { call, procedures } from '#tests/support/procedures.ts';
import { type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';

let test: TestDb;
let studio: SeededStudio;
let desk: Desk;

function openBooks(): void {
  test = createTestDb();
  studio = seedStudio(test.db);
  desk = openDesk(test.db, { dataDir: test.dir });
}

const ROLES = ['owner', 'admin', 'staff', 'practitioner'] as const;

const staffIdOf = (role: (typeof ROLES)[number]): StaffId =>
  role === 'practitioner' ? studio.practitionerStaff : studio[role];

describe('every procedure, for everybody', () => {
  beforeAll(openBooks);
  afterAll(() => test.cleanup());

  it.each(procedures)(
    '$name refuses whoever is not signed in, unless anyone may',
    async ({ name, roles }) => {
      const { code, isTyped } = await call(desk.callAs(null), name, undefined);
      expect(isTyped).toBe(true);
      if (roles === 'anyone') expect(code).not.toBe('SIGN_IN_REQUIRED');
      else expect(code).toBe('SIGN_IN_REQUIRED');
    },
  );

  it.each(procedures.flatMap((procedure) => ROLES.map((role) => ({ ...procedure, role }))))(
    '$name for $role',
    async ({ name, roles, role }) => {
      const { code, data } = await call(desk.callAs(staffIdOf(role)), name, undefined);
      if (roles === 'anyone' || roles.includes(role)) expect(code).not.toBe('FORBIDDEN');
      else {
        expect(code).toBe('FORBIDDEN');
        expect(data).toEqual({ needs: roles });
      }
    },
  );

  it('names at least one role for each procedure', () => {
    expect(procedures.filter(({ roles }) => roles.length === 0)).toEqual([]);
  });
});

describe('a refused call', () => {
  beforeEach(openBooks);
  afterEach(() => test.cleanup());

  it('is refused before its input is looked at, and kept in the audit log (A1)', async () => {
    const { code } = await call(desk.callAs(studio.practitionerStaff), 'cancellation.submit', {
      nonsense: 1,
    });
    expect(code).toBe('FORBIDDEN');
    const [last] = audit.list(test.db.read, { limit: 1, offset: 0 }).rows;
    expect(last).toMatchObject({ action: 'access.refused', staffId: studio.practitionerStaff });
    expect(last?.data).toContain('cancellation.submit');
  });
});

describe('somebody dismissed while signed in', () => {
  beforeEach(openBooks);
  afterEach(() => test.cleanup());

  it('is refused at the next command (A3)', async () => {
    const client = desk.callAs(studio.staff);
    expect((await call(client, 'client.list', {})).code).toBe('OK');
    test.db.write((tx) => {
      const { version } = staff.getById(tx, studio.staff);
      staff.update(tx, studio.staff, version, { active: false });
    });
    expect((await call(client, 'client.list', {})).code).toBe('SIGN_IN_REQUIRED');
    expect((await call(client, 'auth.me', undefined)).data).toBeNull();
  });

  it('loses a right with the role, at once', async () => {
    const client = desk.callAs(studio.admin);
    expect((await call(client, 'audit.verify', undefined)).code).toBe('OK');
    test.db.write((tx) => {
      const { version } = staff.getById(tx, studio.admin);
      staff.update(tx, studio.admin, version, { role: 'staff' });
    });
    expect((await call(client, 'audit.verify', undefined)).code).toBe('FORBIDDEN');
  });
});
