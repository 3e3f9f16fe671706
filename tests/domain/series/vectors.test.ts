import { describe, expect, it } from 'vitest';
import { seriesDates } from '#domain/series/rule.ts';
import { seriesStarts } from '#domain/series/starts.ts';
import { instantToWall } from '#domain/values/time.ts';
import { excludedNames, vectorSources } from '#tests/support/recurrence-vectors.ts';
import { asSeriesRule } from './as-series-rule.ts';

describe.each(vectorSources)('the recurrence vectors of $name', (source) => {
  const excluded = excludedNames(source, 'series');
  const sayable = source.vectors.flatMap((vector) => {
    const rule = asSeriesRule(vector);
    return rule ? [{ ...vector, series: rule }] : [];
  });

  it('are all kept to by a series, or left out because its form cannot say them', () => {
    expect([...excluded, ...sayable.map(({ name }) => name)].sort()).toEqual(
      source.vectors.map(({ name }) => name).sort(),
    );
  });

  it.each(sayable)('$name: $rule', ({ series, dates, start, zone }) => {
    const found = seriesDates(series, () => null);
    if (dates.length === 0) {
      expect(found.ok).toBe(false);
      return;
    }
    if (!found.ok) throw new Error(found.error.issue);
    expect(found.value.dates).toEqual(dates.map(({ date }) => date));
    for (const [index, { at }] of seriesStarts(found.value.dates, start.time, zone).entries()) {
      expect(instantToWall(at, zone)).toEqual({ date: dates[index]?.date, time: start.time });
      expect(at).toBe(dates[index]?.at ?? at);
    }
  });
});
