import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobId } from '#domain/values/ids.ts';
import { ok } from '#domain/values/result.ts';
import { createRequestCsvKeeper } from '#main/request-csv-keeper.ts';
import type { ServiceContext } from '#main/services/context.ts';
import { getJob } from '#main/services/job/list-jobs.ts';
import { previewCancellation } from '#main/services/cancellation/preview-cancellation.ts';
import { saveOwedRequestCsvs, saveRequestCsv } from '#main/services/cancellation/save-request-csv.ts';
import { submitCancellation } from '#main/services/cancellation/submit-cancellation.ts';
import { requestCsv } from '#main/services/cancellation/write-cancellation-csv.ts';
import { createTestDb, type TestDb } from '#tests/support/database.ts';
import { aStudio, type StudioStory } from '#tests/support/scenario.ts';
import { anOwner, createTestServices, type TestServices } from '#tests/support/service-context.ts';

let made: TestDb;
let story: StudioStory;
let services: TestServices;
let owed: number;

beforeEach(() => {
  made = createTestDb();
  story = aStudio(made.db);
  story.withSession().withBooking({ client: 'Ada', funding: [{ kind: 'account', amountMinor: 2500 }] });
  services = createTestServices(made.db);
  owed = 0;
});
afterEach(() => made.cleanup());

const context = (): ServiceContext => ({
  ...services.ctx,
  csvOwed: () => void (owed += 1),
});

async function submit(): Promise<JobId> {
  const ctx = context();
  const actor = anOwner(story.studio.owner);
  const { planHash } = previewCancellation(ctx, actor, { sessionIds: story.sessionIds });
  const answer = await submitCancellation(ctx, actor, {
    sessionIds: story.sessionIds,
    requestUid: 'request-1',
    planHash,
    reason: 'Storm',
    message: { channel: 'none', subject: '', body: '' },
  });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.jobId;
}

const isSaved = (id: JobId): unknown => {
  const job = getJob(context(), id);
  return job.ok && job.value.hasRequestCsv;
};

describe('the request CSV of an accepted job', () => {
  it('is written after the answer, and the job says whether it is there', async () => {
    const id = await submit();
    expect(services.files.size).toBe(0);
    expect(isSaved(id)).toBe(false);
    expect(saveRequestCsv(context(), id).ok).toBe(true);
    expect([...services.files.values()]).toEqual([[...requestCsv(made.db.read, id)].join('')]);
    expect(isSaved(id)).toBe(true);
  });

  it('is saved by the engine when the window that pressed the button has died, once', async () => {
    const id = await submit();
    expect(owed).toBe(1);
    saveOwedRequestCsvs(context());
    expect(services.files.size).toBe(1);
    expect(isSaved(id)).toBe(true);
    const before = services.events.length;
    saveOwedRequestCsvs(context());
    expect(services.events).toHaveLength(before);
  });

  it('waits for a window where only a browser can fetch it', async () => {
    const id = await submit();
    const ctx = context();
    const files = { ...ctx.gateways.files, keeps: false };
    saveOwedRequestCsvs({ ...ctx, gateways: { ...ctx.gateways, files } });
    expect(services.files.size).toBe(0);
    expect(isSaved(id)).toBe(false);
  });

  it('counts as saved where the person chose another place', async () => {
    const id = await submit();
    const ctx = context();
    const saveAs = (path: string) => ok({ fileName: 'mine.csv', path, url: null });
    const files = { ...ctx.gateways.files, saveAs };
    const saved = saveRequestCsv({ ...ctx, gateways: { ...ctx.gateways, files } }, id, '/stick/mine.csv');
    expect(saved).toMatchObject({ ok: true, value: { path: '/stick/mine.csv' } });
    expect(isSaved(id)).toBe(true);
  });
});

describe('the keeper of request CSVs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('looks soon after the start, and soon after the last of several acceptances', () => {
    const save = vi.fn();
    const keeper = createRequestCsvKeeper(save, () => undefined);
    vi.runAllTimers();
    expect(save).toHaveBeenCalledTimes(1);
    keeper.owed();
    keeper.owed();
    vi.runAllTimers();
    expect(save).toHaveBeenCalledTimes(2);
  });

  it('survives trouble, and ends with the studio', () => {
    const trouble: unknown[] = [];
    const save = vi.fn(() => {
      throw new Error('no more');
    });
    const keeper = createRequestCsvKeeper(save, (thrown) => void trouble.push(thrown));
    vi.runAllTimers();
    keeper.owed();
    vi.runAllTimers();
    expect(trouble).toHaveLength(2);
    keeper.owed();
    keeper.stop();
    vi.runAllTimers();
    expect(save).toHaveBeenCalledTimes(2);
  });
});
