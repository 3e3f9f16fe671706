import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '#domain/values/time.ts';
import { previewFile } from '#main/services/import/preview-import.ts';
import type { ImportOptions } from '#main/services/import/read-import.ts';
import { doubtSentence, doubtSentences, fileSentence } from '#renderer/messages/import.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { seedStudio } from '#tests/support/seed-studio.ts';
import { createTestServices } from '#tests/support/service-context.ts';

const ICS_FOLDER = path.resolve('tests/fixtures/ics');

let test: TestDb;
beforeAll(() => {
  test = createTestDb();
  seedStudio(test.db);
});
afterAll(() => test.cleanup());

describe('what an import says about doubtful rows', () => {
  it.each(readdirSync(ICS_FOLDER))('is a whole sentence for each entry of %s', (name) => {
    const bytes = readFileSync(path.join(ICS_FOLDER, name));
    const range = { from: localDate('2020-01-01'), to: localDate('2030-01-01') };
    expectSentences(bytes, { kind: 'ics', ...range });
  });

  it('is a whole sentence for each cell of a table that is wrong everywhere', () => {
    const rows = [
      'Service,Date,Start,End,Capacity,Note,Room',
      'Yoga,03/04/2026,17:00,16:00,few,,Loft',
      'Yoga,yesterday,5 o clock,,,,',
      `Yoga,2026-03-02,17:00,17:00,,${'long '.repeat(500)},`,
      'Yoga,2026-03-02,17:00,18:00,,,Loft',
      'Yoga,2026-03-02,17:00,18:00,,,Loft',
      'Yoga,2026-03-02,17:00,18:00,,,Loft,more',
    ];
    const codes = expectSentences(Buffer.from(rows.join('\r\n')), { kind: 'sessions' });
    expect(new Set(codes)).toEqual(
      new Set([
        'BAD_NUMBER',
        'BAD_DATE',
        'BAD_TIME',
        'MISSING_VALUE',
        'BAD_LENGTH',
        'TEXT_CUT',
        'DUPLICATE_ROW',
        'MORE_CELLS_THAN_HEADERS',
        'AMBIGUOUS_DATE',
        'ENDS_NEXT_DAY',
        'NEW_ROOM',
      ]),
    );
  });

  it('is never a code', () => {
    for (const code of Object.keys(doubtSentences)) {
      const sentence = doubtSentence(code, { column: 'email' });
      expect(sentence).toMatch(/^E-mail: .+[.…]?/);
      expect(sentence).not.toContain(code);
    }
  });

  it('is left to the general words where a file was refused for a reason of its own', () => {
    expect(fileSentence({ reason: 'BAD_QUOTES', row: 7 })).toContain('row 7');
    expect(fileSentence({ reason: 'SOMETHING_ELSE' })).toBeUndefined();
  });
});

function expectSentences(bytes: Uint8Array, options: ImportOptions): readonly string[] {
  const { ctx } = createTestServices(test.db);
  const preview = previewFile(ctx, { fileName: 'file', bytes }, options);
  if (!preview.ok) throw new Error(JSON.stringify(preview.error));
  for (const { code, data } of preview.value.doubtful) {
    expect(Object.keys(doubtSentences)).toContain(code);
    expect(doubtSentence(code, data)).not.toMatch(/undefined|NaN|\[object/);
  }
  return preview.value.doubtful.map(({ code }) => code);
}
