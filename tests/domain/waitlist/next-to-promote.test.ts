import { describe, expect, it } from 'vitest';
import type { WaitlistEntryId } from '#domain/values/ids.ts';
import { nextToPromote, type WaitingFact } from '#domain/waitlist/next-to-promote.ts';

const NOW = 1_000;
const open = { startsAt: NOW + 1, isClosed: false };
const waiting = (id: number, more: Partial<WaitingFact> = {}): WaitingFact => ({
  entryId: id as WaitlistEntryId,
  funding: 'account',
  isArchived: false,
  isBooked: false,
  hasConflict: false,
  hasCredit: false,
  isPrepaid: true,
  ...more,
});

describe('a place that is free', () => {
  it('goes to the first of the queue', () => {
    expect(nextToPromote(open, [waiting(7), waiting(8)], NOW)).toEqual({ entryId: 7, skipped: [] });
  });

  it('goes past whoever cannot have it, and says why', () => {
    const queue = [
      waiting(1, { isArchived: true }),
      waiting(2, { isBooked: true }),
      waiting(3, { hasConflict: true }),
      waiting(4, { funding: 'package' }),
      waiting(5, { funding: 'package', hasCredit: true }),
      waiting(6),
    ];
    expect(nextToPromote(open, queue, NOW)).toEqual({
      entryId: 5,
      skipped: [
        { entryId: 1, code: 'client_archived' },
        { entryId: 2, code: 'already_booked' },
        { entryId: 3, code: 'time_conflict' },
        { entryId: 4, code: 'no_credit' },
      ],
    });
  });

  it.each([
    ['session_started', { startsAt: NOW, isClosed: true }],
    ['closed', { startsAt: NOW + 1, isClosed: true }],
  ])('goes to nobody: %s', (code, session) => {
    expect(nextToPromote(session, [waiting(1), waiting(2)], NOW)).toEqual({
      entryId: null,
      skipped: [
        { entryId: 1, code },
        { entryId: 2, code },
      ],
    });
  });

  it('stays free when nobody waits', () => {
    expect(nextToPromote(open, [], NOW)).toEqual({ entryId: null, skipped: [] });
  });
});
