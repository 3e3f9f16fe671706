import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffId } from '#domain/values/ids.ts';
import { applyImport } from '#main/services/import/apply-import.ts';
import { previewImport } from '#main/services/import/preview-import.ts';
import { uploadImport } from '#main/services/import/upload-import.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';
import { anOwner, createTestServices, type TestServices } from '#tests/support/service-context.ts';

const UID = '7b1f1c1e-6f0e-4b0e-9a55-6e1f3f9f0a11';
const FILE = 'First name,Email\r\nRobin,robin@mail.example\r\n';

let test: TestDb;
let studio: SeededStudio;
let services: TestServices;
let now: number;
beforeEach(() => {
  test = createTestDb();
  studio = seedStudio(test.db);
  now = SEED_NOW;
  services = createTestServices(test.db, { now: () => now });
});
afterEach(() => test.cleanup());

describe('sending a file in pieces', () => {
  it('puts it together, also when a piece comes twice, and forgets it once it is imported', async () => {
    expect(send(0, false, FILE.slice(0, 10))).toBe('ok');
    expect(send(1, true, FILE.slice(10))).toBe('ok');
    expect(send(1, true, FILE.slice(10))).toBe('ok');
    expect(preview(studio.owner)).toBe('1 clients');
    const owner = anOwner(studio.owner);
    expect((await applyImport(services.ctx, owner, { kind: 'clients', uploadUid: UID })).ok).toBe(true);
    expect(preview(studio.owner)).toBe('NOT_FOUND');
  });

  it('shows it to nobody else', () => {
    send(0, true, FILE);
    expect(preview(studio.admin)).toBe('NOT_FOUND');
    expect(send(1, true, 'more', studio.admin)).toBe('INVALID_INPUT');
  });

  it('refuses a gap, and is unknown before the last piece', () => {
    send(0, false, FILE.slice(0, 10));
    expect(preview(studio.owner)).toBe('NOT_FOUND');
    expect(send(2, true, FILE.slice(10))).toBe('INVALID_INPUT');
  });

  it('forgets it after an hour', () => {
    send(0, true, FILE);
    now += 3_600_001;
    expect(preview(studio.owner)).toBe('NOT_FOUND');
  });

  it('stops at 50 MB', () => {
    const piece = 'x'.repeat(8 * 1024 * 1024);
    const answers = Array.from({ length: 7 }, (_, index) => send(index, false, piece));
    expect(answers).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'TOO_LARGE']);
  });
});

function send(index: number, last: boolean, text: string, staffId: StaffId = studio.owner): string {
  const data = Buffer.from(text).toString('base64');
  const piece = { uploadUid: UID, fileName: 'clients.csv', index, last, data };
  const sent = uploadImport(services.ctx, { ...anOwner(staffId) }, piece);
  return sent.ok ? 'ok' : sent.error.code;
}

function preview(staffId: StaffId): string {
  const shown = previewImport(services.ctx, anOwner(staffId), { kind: 'clients', uploadUid: UID });
  if (!shown.ok) return shown.error.code;
  return shown.value.make.map(({ what, count }) => `${count} ${what}`).join(', ');
}
