import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createImporter, type ImportThreads } from '#main/import-thread.ts';
import { applyImport } from '#main/services/import/apply-import.ts';
import type { ImportProgress, ImportWork, ServiceContext } from '#main/services/context.ts';
import { uploadImport } from '#main/services/import/upload-import.ts';
import type { TopicEvent } from '#main/gateways/topics/port.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { SEED_NOW, type SeededStudio, seedStudio } from '#tests/support/seed-studio.ts';
import { anOwner, createTestServices } from '#tests/support/service-context.ts';

const UID = '7b1f1c1e-6f0e-4b0e-9a55-6e1f3f9f0a11';
const ROWS = 10_000;
const options = { kind: 'clients', uploadUid: UID } as const;

let test: TestDb;
let studio: SeededStudio;
let events: TopicEvent[];
let importer: ImportThreads;
beforeEach(() => {
  test = createTestDb();
  studio = seedStudio(test.db);
  events = [];
  importer = createImporter(test.path, (event) => void events.push(event));
});
afterEach(async () => {
  await importer.stop();
  test.cleanup();
});

describe('a file taken in beside the engine’s own work', { timeout: 60_000 }, () => {
  it('tells how far it is while others read, and is there as a whole at the end', async () => {
    const running = importer.run(work());
    const seen = await watch();
    expect(await running).toMatchObject({ ok: true, value: { make: [{ what: 'clients', count: ROWS }] } });
    expect(importer.progress()).toBeNull();
    const steps = seen.filter(({ total }) => total > 0);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.every(({ total, uploadUid }) => total === ROWS && uploadUid === UID)).toBe(true);
    expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(count('clients')).toBe(ROWS);
    expect(events).toContainEqual(expect.objectContaining({ topic: 'changed' }));
  });

  it('leaves nothing when its thread dies in between', async () => {
    const running = importer.run(work());
    const ended = expect(running).rejects.toThrow();
    await until(({ done }) => done > 0);
    await importer.stop();
    await ended;
    expect([count('clients'), count('imports')]).toEqual([0, 0]);
    expect(test.db.read.get('PRAGMA quick_check')).toEqual({ quick_check: 'ok' });
    expect(await importer.run(work())).toMatchObject({ ok: true });
  });

  it('is not started twice, and a refusal is answered as one', async () => {
    const { ctx: plain } = createTestServices(test.db);
    const ctx: ServiceContext = { ...plain, importer };
    const owner = anOwner(studio.owner);
    const data = Buffer.from(file()).toString('base64');
    uploadImport(ctx, owner, { uploadUid: UID, fileName: 'clients.csv', index: 0, last: true, data });
    const first = applyImport(ctx, owner, options);
    expect(await applyImport(ctx, owner, options)).toEqual({ ok: false, error: { code: 'IMPORT_RUNNING' } });
    expect(await first).toMatchObject({ ok: true });
    expect(await importer.run(work())).toMatchObject({ ok: false, error: { reason: 'NOTHING_NEW' } });
    expect(count('imports')).toBe(1);
  });
});

function file(): string {
  const rows = Array.from({ length: ROWS }, (_, row) => `C-${row},Robin,Example ${row}`);
  return ['External ID,First name,Last name', ...rows].join('\r\n');
}

function work(): ImportWork {
  return {
    actor: anOwner(studio.owner),
    file: { fileName: 'clients.csv', bytes: Buffer.from(file()) },
    options,
    now: SEED_NOW,
    violations: 0,
  };
}

/** Looks at the progress until there is none; meanwhile nothing of the file may be seen. */
async function watch(): Promise<readonly ImportProgress[]> {
  const seen: ImportProgress[] = [];
  for (let now = importer.progress(); now !== null; now = importer.progress()) {
    seen.push(now);
    expect([0, ROWS]).toContain(count('clients'));
    await turn();
  }
  return seen;
}

async function until(isReached: (progress: ImportProgress) => boolean): Promise<void> {
  for (let now = importer.progress(); now !== null && !isReached(now); now = importer.progress())
    await turn();
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

const count = (table: 'clients' | 'imports'): number =>
  test.db.read.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`)?.n ?? 0;
