import { expect, test } from 'vitest';
import { queries } from '#renderer/api/engine.ts';
import { keysOf } from '#renderer/api/topics.ts';

test('a changed session makes calendar, bookings, previews and found things old', () => {
  expect(keysOf({ topic: 'changed', what: ['sessions'] })).toEqual(
    expect.arrayContaining([queries.session.key(), queries.cancellation.key(), queries.search.key()]),
  );
});

test('a page to pay on that opens or closes makes the invoice and its paper old', () => {
  expect(keysOf({ topic: 'changed', what: ['cards'] })).toEqual(
    expect.arrayContaining([queries.invoice.get.key(), queries.document.key()]),
  );
});

test('progress of a job makes the jobs and the header’s counts old, and nothing else', () => {
  expect(keysOf({ topic: 'job.progress', jobId: 1 as never })).toEqual([
    queries.job.key(),
    queries.autoInvoice.runs.key(),
    queries.autoInvoice.run.key(),
    queries.autoInvoice.rows.key(),
    queries.task.problems.key(),
  ]);
});
