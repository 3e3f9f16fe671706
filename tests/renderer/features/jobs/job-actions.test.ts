import { describe, expect, it } from 'vitest';
import type { JobRow } from '#contract/desktop/job.ts';
import { jobActions } from '#renderer/features/jobs/job-actions.ts';
import type { Say } from '#renderer/messages/say.ts';
import {
  aboutWords,
  messagesWords,
  noUndoWords,
  sessionsWords,
  undoneWords,
} from '#renderer/messages/jobs.ts';
import { doneShare, secondsLeft } from '#renderer/features/jobs/time-left.ts';

const progress: JobRow['progress'] = {
  sessions: { total: 10, done: 5, released: 0, restored: 0 },
  items: { total: 100, done: 60 },
  refunds: { total: 50, toSend: 26, settled: 20, waiting: 3, problems: 1, withdrawn: 0 },
  cashDue: { total: 0, open: 0, amountOpenMinor: 0 },
  messages: { total: 0, sent: 0, unsent: 0, failed: 0, withdrawn: 0 },
};
const job = (over: Partial<JobRow>) =>
  ({ kind: 'bulk_cancellation', state: 'running', wanted: 'run', holdUp: null, progress, ...over }) as JobRow;
const noProblems = { ...progress, refunds: { ...progress.refunds, problems: 0 } };

describe('the buttons of a job', () => {
  it('offers pause and stop while it runs, resume and stop while it is paused', () => {
    expect(jobActions(job({ progress: noProblems }))).toEqual(['pause', 'stop']);
    expect(jobActions(job({ wanted: 'pause' }))).toEqual(['resume', 'stop']);
    expect(jobActions(job({ state: 'paused', wanted: 'pause' }))).toEqual(['resume', 'stop']);
  });
  it('offers no second stop, and nothing while it undoes', () => {
    expect(jobActions(job({ wanted: 'stop' }))).toEqual([]);
    expect(jobActions(job({ state: 'undoing', wanted: 'undo' }))).toEqual([]);
    expect(jobActions(job({ state: 'undone', wanted: 'undo' }))).toEqual([]);
  });
  it('offers undo when something is done, retry only when something failed', () => {
    expect(jobActions(job({ state: 'done', progress: noProblems }))).toEqual(['undo']);
    expect(jobActions(job({ state: 'done' }))).toEqual(['retry_failed', 'undo']);
    const untouched = { ...noProblems, sessions: { total: 10, done: 0, released: 10, restored: 0 } };
    expect(jobActions(job({ state: 'stopped', progress: untouched }))).toEqual([]);
  });
});

const say: Say = { money: String, number: String, day: String, instant: String };

describe('a job of single bookings', () => {
  const one = { ...noProblems, sessions: { total: 1, done: 1, released: 0, restored: 0 } };
  const booking = (over: Partial<JobRow>) =>
    job({ kind: 'booking_cancellation', state: 'done', progress: one, ...over });

  it('offers neither undo, which is at the desk, nor stop, as nothing is left to release', () => {
    expect(jobActions(booking({}))).toEqual([]);
    expect(jobActions(booking({ progress: { ...one, refunds: progress.refunds } }))).toEqual([
      'retry_failed',
    ]);
    expect(jobActions(booking({ state: 'running' }))).toEqual(['pause']);
    expect(jobActions(booking({ state: 'paused' }))).toEqual(['resume']);
  });
  it('says that the session goes on, and what became of the place', () => {
    expect(aboutWords(booking({}), say)).toContain('Its session takes place');
    expect(aboutWords(booking({ state: 'undone' }), say)).toContain('taken back');
    expect(aboutWords(job({}), say)).toBe('');
    expect(noUndoWords(booking({}))).toContain('book again');
    expect(noUndoWords(booking({ state: 'undone' })) + noUndoWords(job({}))).toBe('');
    expect(sessionsWords(booking({}), say)).toBe('1 booking cancelled');
    expect(sessionsWords(booking({ state: 'undone' }), say)).toBe('1 booking back in place');
    expect(undoneWords(booking({ state: 'undone' }))).toContain('holds the place again');
  });
});

describe('the messages of a job', () => {
  const words = (over: Partial<JobRow['progress']['messages']>) =>
    messagesWords({ ...progress, messages: { ...progress.messages, ...over } }, say);

  it('are counted without those that an undo withdrew', () => {
    expect(words({})).toBe('No messages to clients');
    expect(words({ total: 39, sent: 12 })).toBe('12 of 39 sent');
    expect(words({ total: 39, withdrawn: 39 })).toBe('39 messages withdrawn');
    expect(words({ total: 39, sent: 3, withdrawn: 36 })).toBe('3 of 3 sent');
  });
});

describe('how far a job is', () => {
  it('estimates from the card refunds still to send', () => {
    expect(secondsLeft(job({}))).toBe(2);
    expect(secondsLeft(job({ holdUp: 'rate_limited' }))).toBe(2);
  });
  it('gives no estimate where there is no telling', () => {
    expect(secondsLeft(job({ holdUp: 'provider_unavailable' }))).toBeNull();
    expect(secondsLeft(job({ state: 'paused' }))).toBeNull();
    expect(secondsLeft(job({ state: 'done' }))).toBeNull();
  });
  it('counts sessions, items and refunds alike', () => {
    expect(doneShare(progress)).toBeCloseTo((5 + 60 + 24) / 160);
  });
});
