import { describe, expect, it } from 'vitest';
import { listCountries, listPublicHolidays, listRegions } from '#domain/closure/public-holidays.ts';
import { daysBetween } from '#domain/values/time.ts';

const of = (country: string, region: string | null, year: number, language = 'en') =>
  listPublicHolidays({ country, region }, year, language);

describe('public holidays', () => {
  it('are those of the country and of its region', () => {
    const country = of('DE', null, 2026).filter(({ type }) => type === 'public');
    const berlin = of('DE', 'BE', 2026).filter(({ type }) => type === 'public');
    const day = { startDate: '2026-12-25', endDate: '2026-12-26', startTime: null, type: 'public' };
    expect(country).toContainEqual(expect.objectContaining(day));
    expect(berlin.map(({ startDate }) => startDate)).toContain('2026-03-08');
    expect(country.map(({ startDate }) => startDate)).not.toContain('2026-03-08');
  });

  it('keep their key in another language', () => {
    const english = of('DE', 'BE', 2026);
    const german = of('DE', 'BE', 2026, 'de');
    expect(german.map(({ key }) => key)).toEqual(english.map(({ key }) => key));
    expect(german.map(({ title }) => title)).toContain('Tag der Deutschen Einheit');
    expect(new Set(english.map(({ key }) => key)).size).toBe(english.length);
  });

  it('last as long as they do, and begin in the afternoon where they do', () => {
    const feast = of('SA', null, 2026).find(({ title }) => title.includes('Eid al-Fitr'));
    expect(feast && daysBetween(feast.startDate, feast.endDate)).toBe(4);
    const eve = of('AT', null, 2026).find(({ startDate }) => startDate === '2026-12-24');
    expect(eve).toMatchObject({ startTime: '14:00', endDate: '2026-12-25' });
  });

  it('are none for a place or year that the data does not know', () => {
    expect(of('XX', null, 2026)).toEqual([]);
    expect(of('DE', 'XX', 2026).length).toBeGreaterThan(5);
    expect(listRegions('XX', 'en')).toEqual([]);
  });

  it('can be chosen by country and region', () => {
    expect(listCountries('en')).toContainEqual({ code: 'DE', name: 'Germany' });
    expect(listRegions('DE', 'en')).toContainEqual({ code: 'BE', name: 'Berlin' });
  });
});
