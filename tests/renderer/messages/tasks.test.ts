import { describe, expect, it } from 'vitest';
import type { TaskRow } from '#contract/desktop/task.ts';
import type { Say } from '#renderer/messages/say.ts';
import { failureWords, stepWords } from '#renderer/messages/refunds.ts';
import { leftoverWords } from '#renderer/messages/undo-job.ts';
import { messageReason } from '#renderer/messages/messages.ts';
import { taskActionNames, type TaskAction, taskConsequence, taskWords } from '#renderer/messages/tasks.ts';

const say: Say = { money: (minor) => `${minor / 100} EUR`, number: String, day: String, instant: String };
const task = (over: Partial<TaskRow>): TaskRow =>
  ({
    id: 1,
    kind: 'stuck_refund',
    code: 'REFUSED',
    jobId: 1,
    refundId: 1,
    refundState: 'failed',
    clientId: 1,
    client: 'Ann',
    phone: '',
    amountMinor: 2500,
    title: 'Yoga',
    date: '2026-10-05',
    failureCode: null,
    createdAt: 0,
    state: 'open',
    resolution: null,
    resolvedBy: null,
    resolvedAt: null,
    actions: [],
    ...over,
  }) as TaskRow;

/** What the engine opens tasks with. */
const CODES = [
  'CASH_DUE',
  'DISPUTED',
  'FAILED',
  'FAILED_LATE',
  'KEY_CONFLICT',
  'OTHER_PROVIDER',
  'ENGINE_TROUBLE',
  'PAYMENT_NOT_FOUND',
  'PENDING_TOO_LONG',
  'REFUNDED_OUTSIDE',
  'REFUSED',
  'REQUIRES_ACTION',
  'UNKNOWN',
];

describe('what a task says', () => {
  it('has a sentence for every code that the engine opens tasks with', () => {
    for (const code of CODES) {
      expect(taskWords(task({ code })), code).not.toContain('answered “');
      expect(taskWords(task({ code })), code).toMatch(/\.$/);
    }
  });

  it('says what an undo left, under the code the engine gives it', () => {
    for (const [code, words] of Object.entries(leftoverWords))
      expect(taskWords(task({ kind: 'undo_leftover', code: `UNDO_${code.toUpperCase()}` }))).toBe(words);
  });

  it('adds the reason of the bank, and never advises to pay on top of a dispute', () => {
    expect(taskWords(task({ code: 'FAILED_LATE', failureCode: 'lost_or_stolen_card' }))).toContain(
      'lost or stolen',
    );
    expect(taskWords(task({ code: 'DISPUTED', failureCode: 'charge_disputed' }))).toContain(
      'give nothing on top',
    );
  });

  it('shows a code that nobody foresaw as the processor gave it', () => {
    expect(failureWords('brand_new_code')).toBe('The card processor answered “brand new code”.');
    expect(messageReason('550')).toContain('550');
    expect(messageReason('EPROTOCOL_421')).toContain('EPROTOCOL 421');
    expect(messageReason('')).toBe('');
  });

  it('explains why mail does not go out, whatever the server added', () => {
    expect(messageReason('EAUTH_535')).toContain('user name or password');
    expect(messageReason('ECONNECTION')).toContain('can’t be reached');
    expect(messageReason('EENVELOPE_550')).toContain('refused the address');
    expect(messageReason('MAIL_ADDRESS_INVALID')).toContain('Correct it');
  });

  it('tells cash of a canceled session from cash that was promised at the desk', () => {
    const due = { kind: 'cash_due', code: 'CASH_DUE' } as const;
    expect(taskWords(task({ ...due, jobId: 7 as never }))).toContain('cancelled session');
    expect(taskWords(task({ ...due, jobId: null }))).toBe(
      'A refund at the desk is to be handed out in cash.',
    );
  });

  it('says before each action who gets how much', () => {
    for (const action of Object.keys(taskActionNames) as TaskAction[])
      expect(taskConsequence(action, task({}), say)).toMatch(action === 'look_up' ? /no money/ : /Ann/);
    expect(taskConsequence('retry', task({}), say)).toContain('25 EUR');
    expect(taskConsequence('account_credit', task({ kind: 'cash_due' }), say)).not.toContain('card');
  });

  it('tells a step of a refund in words', () => {
    expect(stepWords({ answer: 'unknown', reason: 'timeout' })).toBe(
      'No clear answer. The card processor did not answer in time.',
    );
    expect(stepWords({ answer: 'succeeded', providerRefundId: 're_1', adopted: true })).toContain('re_1');
    expect(stepWords({})).toBe('');
  });
});
