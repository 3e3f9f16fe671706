import { expect, it } from 'vitest';
import { planExtension } from '#domain/package/extension.ts';
import { localDate } from '#domain/values/time.ts';

const today = localDate('2026-03-10');
const lot = (expiresOn: string | null, remaining = 3, expired = 0) => ({
  expiresOn: expiresOn === null ? null : localDate(expiresOn),
  remaining,
  expired,
});

it('adds days to the last day, or moves it to a day', () => {
  const days = { kind: 'days', days: 14 } as const;
  expect(planExtension(lot('2026-03-20'), days, today)).toEqual({
    skip: null,
    expiresOn: '2026-04-03',
    creditsBack: 0,
  });
  const until = { kind: 'until', date: localDate('2026-06-30') } as const;
  expect(planExtension(lot('2026-03-01', 0, 4), until, today)).toEqual({
    skip: null,
    expiresOn: '2026-06-30',
    creditsBack: 4,
  });
});

it('leaves alone what an extension would not help', () => {
  const days = { kind: 'days', days: 7 } as const;
  expect(planExtension(lot(null), days, today)).toEqual({ skip: 'no_end' });
  expect(planExtension(lot('2026-03-20', 0), days, today)).toEqual({ skip: 'nothing_left' });
  expect(planExtension(lot('2026-02-01'), days, today)).toEqual({ skip: 'still_over' });
  const until = { kind: 'until', date: localDate('2026-03-15') } as const;
  expect(planExtension(lot('2026-03-15'), until, today)).toEqual({ skip: 'not_later' });
});

it('counts the last day as a day on which it pays', () => {
  const until = { kind: 'until', date: today } as const;
  expect(planExtension(lot('2026-03-09', 0, 1), until, today)).toMatchObject({ skip: null });
});
