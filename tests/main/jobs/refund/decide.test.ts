import { describe, expect, test } from 'vitest';
import type { Refund } from '#db/repositories/refund.ts';
import { mayBecome, type RefundState } from '#domain/refund/life.ts';
import type { BookingId, ClientId, JobId, PaymentId, RefundId } from '#domain/values/ids.ts';
import type { Lookup, ProviderRefund, RefundOutcome } from '#main/gateways/payment/port.ts';
import { decideLookedUp, decidePaymentState, decidePolled, decideSent } from '#main/jobs/refund/decide.ts';
import { KEY_SPENT, NEVER } from '#main/jobs/provider/decision.ts';
import { needsLookUp } from '#main/jobs/provider/key-age.ts';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

const aRefund = (more: Partial<Refund> = {}): Refund => ({
  id: 1 as RefundId,
  uid: 'uid-1',
  jobId: 1 as JobId,
  bookingId: 7 as BookingId,
  clientId: 1 as ClientId,
  paymentId: 1 as PaymentId,
  method: 'card',
  amountMinor: 2500,
  state: 'sending',
  epoch: 1,
  idempotencyKey: 'cb1:studio:uid-1:1',
  requestBody: '{}',
  requestSha256: '',
  attempts: 1,
  firstAttemptAt: NOW,
  nextTryAt: 0,
  checks: 0,
  reconcileFirst: 0,
  providerRefundId: null,
  failureCode: null,
  settledAs: null,
  version: 1,
  paymentRef: 'pi_1',
  provider: 'stripe',
  ...more,
});

const theirs = (more: Partial<ProviderRefund> = {}): ProviderRefund => ({
  id: 're_1',
  amountMinor: 2500,
  currency: 'eur',
  status: 'succeeded',
  createdAt: NOW,
  metadata: { cb_refund: 'uid-1', cb_booking: '7', cb_studio: 'studio' },
  ...more,
});

const FACTS = { tenantUid: 'studio', restored: false, taken: new Set<string>(), uids: new Set(['uid-1']) };
const found = (...list: ProviderRefund[]): Lookup<ProviderRefund[]> => ({ ok: true, value: list });

const answers: readonly (readonly [outcome: RefundOutcome, to: RefundState, task: string | undefined])[] = [
  [{ kind: 'succeeded', providerRefundId: 're_1', amountMinor: 2500 }, 'succeeded', undefined],
  [
    { kind: 'pending', providerRefundId: 're_1', amountMinor: 2500, pendingReason: 'processing' },
    'pending',
    undefined,
  ],
  [
    { kind: 'requires_action', providerRefundId: 're_1', amountMinor: 2500 },
    'requires_action',
    'REQUIRES_ACTION',
  ],
  [{ kind: 'canceled', providerRefundId: 're_1', amountMinor: 2500 }, 'failed', 'FAILED'],
  [
    { kind: 'failed', providerRefundId: 're_1', amountMinor: 2500, failureCode: 'lost_or_stolen_card' },
    'failed',
    'FAILED',
  ],
  [{ kind: 'refused', code: 'insufficient_funds', message: '' }, 'failed', 'REFUSED'],
  [{ kind: 'refused', code: 'charge_disputed', message: '' }, 'failed', 'DISPUTED'],
  [{ kind: 'refused', code: 'refund_disputed_payment', message: '' }, 'failed', 'DISPUTED'],
  [{ kind: 'refused', code: 'charge_already_refunded', message: '' }, 'unknown', undefined],
  [{ kind: 'refused', code: 'amount_too_large', message: '' }, 'unknown', undefined],
  [{ kind: 'key_conflict' }, 'failed', 'KEY_CONFLICT'],
  [{ kind: 'unknown', reason: 'timeout' }, 'unknown', undefined],
  [{ kind: 'unknown', reason: 'connection' }, 'unknown', undefined],
  [{ kind: 'unknown', reason: 'server_error' }, 'unknown', undefined],
  [{ kind: 'unknown', reason: 'server_error', replayed: true }, 'unknown', undefined],
  [{ kind: 'not_now', reason: 'rate_limited' }, 'planned', undefined],
  [{ kind: 'not_now', reason: 'key_in_use' }, 'unknown', undefined],
  [{ kind: 'not_now', reason: 'unauthorized' }, 'planned', undefined],
  [{ kind: 'not_now', reason: 'offline' }, 'planned', undefined],
];

describe('the answer to a refund that was sent', () => {
  test.each(answers)('%o: %s, task %s', (outcome, to, task) => {
    const { change, task: opened } = decideSent(aRefund(), outcome, NOW);
    expect({ to: change.to, task: opened }).toEqual({ to, task });
    expect(mayBecome('sending', change.to)).toBe(true);
  });

  test('never changes the key, whatever it is (D3)', () => {
    for (const [outcome] of answers)
      for (const firstAttemptAt of [NOW, NOW - 100 * HOUR]) {
        const { change } = decideSent(aRefund({ firstAttemptAt }), outcome, NOW);
        expect(change.epoch ?? 1).toBe(1);
        expect(change.idempotencyKey).toBeUndefined();
      }
  });

  test('holds everything up only when the provider as a whole is out of reach', () => {
    const held = answers.filter(([outcome]) => decideSent(aRefund(), outcome, NOW).holdUp !== undefined);
    expect(held.map(([outcome]) => 'reason' in outcome && outcome.reason)).toEqual([
      'unauthorized',
      'offline',
    ]);
  });

  test('that stays unclear is looked up less and less often, and in the end by a person', () => {
    const delays = Array.from({ length: 9 }, (_, checks) => {
      const { change, task } = decideSent(aRefund({ checks }), { kind: 'unknown', reason: 'timeout' }, NOW);
      return task ?? (change.nextTryAt ?? 0) - NOW;
    });
    expect(delays.at(-1)).toBe('UNKNOWN');
    expect(delays.slice(0, 3)).toEqual([15_000, 300_000, HOUR]);
  });
});

describe('a look-up', () => {
  test.each<[ProviderRefund['status'], RefundState]>([
    ['succeeded', 'succeeded'],
    ['pending', 'pending'],
    ['requires_action', 'requires_action'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('adopts its refund as it finds it: %s', (status, to) => {
    for (const state of ['unknown', 'planned'] as const) {
      const { change } = decideLookedUp(aRefund({ state }), found(theirs({ status })), FACTS, NOW);
      expect(change).toMatchObject({ to, providerRefundId: 're_1', reconcileFirst: 0 });
      expect(mayBecome(state, change.to)).toBe(true);
    }
  });

  test('that finds nothing sends a young key again as it is (R2)', () => {
    const { change } = decideLookedUp(aRefund({ state: 'unknown' }), found(), FACTS, NOW + 22 * HOUR);
    expect(change).toMatchObject({ to: 'planned' });
    expect(change.epoch).toBeUndefined();
  });

  test('that finds nothing under an old key raises the epoch (R3)', () => {
    const { change } = decideLookedUp(aRefund({ state: 'unknown' }), found(), FACTS, NOW + 23 * HOUR);
    expect(change).toMatchObject({
      to: 'planned',
      epoch: 2,
      idempotencyKey: 'cb1:studio:uid-1:2',
      firstAttemptAt: null,
    });
  });

  test('that finds nothing under a key that repeats a failure raises the epoch at once (R4)', () => {
    const { change: replayed } = decideSent(
      aRefund(),
      { kind: 'unknown', reason: 'server_error', replayed: true },
      NOW,
    );
    expect(replayed.failureCode).toBe(KEY_SPENT);
    const spent = aRefund({ state: 'unknown', failureCode: KEY_SPENT });
    expect(decideLookedUp(spent, found(), FACTS, NOW + 1).change).toMatchObject({
      to: 'planned',
      epoch: 2,
      failureCode: null,
    });
    expect(decideLookedUp(spent, found(theirs()), FACTS, NOW + 1).change.to).toBe('succeeded');
  });

  test('may leave a planned refund planned: not there, or not to be asked', () => {
    const refund = aRefund({ state: 'planned', reconcileFirst: 1, firstAttemptAt: null, attempts: 0 });
    const none = decideLookedUp(refund, found(), FACTS, NOW).change;
    const away = decideLookedUp(refund, { ok: false, reason: 'unavailable' }, FACTS, NOW);
    expect(none).toMatchObject({ to: 'planned', reconcileFirst: 0 });
    expect(away.change.to).toBe('planned');
    expect(away.change.reconcileFirst).toBeUndefined();
    expect(mayBecome('planned', 'planned')).toBe(true);
  });

  test('of a retried refund is not misled by the try that failed before', () => {
    const retried = aRefund({
      state: 'planned',
      epoch: 2,
      providerRefundId: 're_1',
      reconcileFirst: 1,
      firstAttemptAt: null,
    });
    const failed = theirs({ status: 'failed' });
    expect(decideLookedUp(retried, found(failed), FACTS, NOW).change).toMatchObject({
      to: 'planned',
      reconcileFirst: 0,
    });
    expect(decideLookedUp(retried, found(theirs({ id: 're_2' }), failed), FACTS, NOW).change).toMatchObject({
      to: 'succeeded',
      providerRefundId: 're_2',
    });
    expect(
      decideLookedUp(retried, found(failed, theirs({ id: 're_2' })), FACTS, NOW).change.providerRefundId,
    ).toBe('re_2');
  });

  test.each(['insufficient_funds', 'charge_disputed', 'key_conflict'])(
    'of a refund that had failed (%s) sends nothing again, however old the key is',
    (failureCode) => {
      const asked = aRefund({ state: 'unknown', failureCode });
      const { change } = decideLookedUp(asked, found(), FACTS, NOW + 100 * HOUR);
      expect(change).toMatchObject({ to: 'failed' });
      expect(change.epoch).toBeUndefined();
    },
  );

  test('takes one outside refund of just the amount for it, and calls a person for anything else (R7)', () => {
    const refund = aRefund({ state: 'unknown', failureCode: 'charge_already_refunded' });
    const outside = (id: string, amountMinor: number) => theirs({ id, amountMinor, metadata: {} });
    expect(decideLookedUp(refund, found(outside('re_o', 2500)), FACTS, NOW).change).toMatchObject({
      to: 'settled',
      settledAs: 'outside',
      providerRefundId: 're_o',
    });
    for (const list of [
      [],
      [outside('re_o', 2400)],
      [outside('re_o', 2500), outside('re_p', 2500)],
      [outside('re_o', 2500), outside('re_p', 1)],
    ])
      expect(decideLookedUp(refund, found(...list), FACTS, NOW)).toMatchObject({
        change: { to: 'failed' },
        task: 'REFUNDED_OUTSIDE',
      });
    expect(
      decideLookedUp(refund, found(outside('re_o', 2500)), { ...FACTS, taken: new Set(['re_o']) }, NOW).task,
    ).toBe('REFUNDED_OUTSIDE');
  });

  test('after a restore knows a refund of the lost timeline by its booking, and takes no other’s (D6)', () => {
    const refund = aRefund({ state: 'planned', uid: 'uid-2', reconcileFirst: 1 });
    const facts = { ...FACTS, restored: true, uids: new Set(['uid-2']) };
    expect(decideLookedUp(refund, found(theirs()), facts, NOW).change).toMatchObject({ to: 'succeeded' });
    const others: (readonly [ProviderRefund, typeof facts])[] = [
      [theirs(), { ...facts, restored: false }],
      [theirs(), { ...facts, taken: new Set(['re_1']) }],
      [theirs(), { ...facts, uids: new Set(['uid-1', 'uid-2']) }],
      [theirs({ amountMinor: 2400 }), facts],
      [theirs({ status: 'failed' }), facts],
      [theirs({ metadata: { cb_refund: 'uid-1', cb_booking: '8', cb_studio: 'studio' } }), facts],
      [theirs({ metadata: { cb_refund: 'uid-1', cb_booking: '7', cb_studio: 'other' } }), facts],
    ];
    for (const [entry, given] of others)
      expect(decideLookedUp(refund, found(entry), given, NOW).change.to).toBe('planned');
  });

  test.each<[Lookup<never> & { ok: false }, string | undefined, string | undefined]>([
    [{ ok: false, reason: 'unavailable' }, undefined, 'provider_unavailable'],
    [{ ok: false, reason: 'unauthorized' }, undefined, 'unauthorized'],
    [{ ok: false, reason: 'rate_limited' }, undefined, undefined],
    [{ ok: false, reason: 'not_found' }, 'PAYMENT_NOT_FOUND', undefined],
  ])('that fails (%o) sends nothing', (lookup, task, holdUp) => {
    const decision = decideLookedUp(aRefund({ state: 'unknown' }), lookup, FACTS, NOW);
    expect({ task: decision.task, holdUp: decision.holdUp?.reason }).toEqual({ task, holdUp });
    expect(['unknown', 'failed']).toContain(decision.change.to);
  });
});

describe('a refund on its way', () => {
  const waiting = (checks: number) => aRefund({ state: 'pending', providerRefundId: 're_1', checks });

  test('is asked for again until it arrives or comes back (R9)', () => {
    const polled = (status: ProviderRefund['status']) =>
      decidePolled(waiting(1), { ok: true, value: theirs({ status }) }, NOW);
    expect(polled('pending').change).toMatchObject({ to: 'pending', checks: 2 });
    expect(polled('succeeded').change.to).toBe('succeeded');
    expect(polled('failed')).toMatchObject({ change: { to: 'failed' }, task: 'FAILED' });
  });

  test('that never arrives is a person’s matter', () => {
    expect(decidePolled(waiting(7), { ok: true, value: theirs({ status: 'pending' }) }, NOW)).toMatchObject({
      change: { to: 'pending', nextTryAt: NEVER },
      task: 'PENDING_TOO_LONG',
    });
  });
});

describe('a payment that was never captured (R15)', () => {
  const payment = (status: 'captured' | 'uncaptured' | 'processing' | 'canceled') => ({
    ok: true as const,
    value: { capturedMinor: 0, refundedMinor: 0, currency: 'eur', status, disputed: false },
  });

  test.each([
    ['uncaptured', true, 'succeeded', undefined],
    ['canceled', false, 'succeeded', undefined],
    ['processing', false, 'planned', undefined],
    ['uncaptured', false, 'failed', 'REFUSED'],
    ['captured', false, 'failed', 'REFUSED'],
  ] as const)('%s, voided %s: %s', (status, voided, to, task) => {
    const decision = decidePaymentState(aRefund(), payment(status), voided, NOW);
    expect({ to: decision.change.to, task: decision.task }).toEqual({ to, task });
  });
});

describe('a key', () => {
  test.each([
    [null, false],
    [NOW, false],
    [NOW - 23 * HOUR + 1, false],
    [NOW - 23 * HOUR, true],
    [NOW + 1, true],
  ])('first used at %s needs a look-up before it is used again: %s (D4, R19)', (firstAttemptAt, needed) => {
    expect(needsLookUp({ firstAttemptAt }, NOW)).toBe(needed);
  });
});
