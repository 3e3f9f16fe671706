import { describe, expect, it } from 'vitest';
import type { ImportedCalendar } from '#domain/import/ics/calendar.ts';
import { readCalendar } from '#domain/import/ics/read-calendar.ts';
import { addDays, localDate, wallToInstant } from '#domain/values/time.ts';
import { excludedNames, type RecurrenceVector, vectorSources } from '#tests/support/recurrence-vectors.ts';

/** Days after the last date in which a rule that has ended must give no more. */
const DAYS_AFTER = 3000;

const REFUSALS = ['RULE_NOT_SUPPORTED', 'BAD_RULE', 'BAD_DATE'];

describe.each(vectorSources)('the recurrence vectors of $name', (source) => {
  const excluded = excludedNames(source, 'import');
  const taken = source.vectors.filter(({ name }) => !excluded.includes(name));

  it('are all read or left out for a reason', () => {
    expect([...excluded, ...taken.map(({ name }) => name)].sort()).toEqual(
      source.vectors.map(({ name }) => name).sort(),
    );
  });

  it.each(taken)('$name: $rule', (vector) => {
    const { events, doubtful } = read(vector);
    expect(events.map(({ date, time }) => `${date} ${time}`)).toEqual(
      vector.dates.map(({ date, time }) => `${date} ${time}`),
    );
    for (const [index, event] of events.entries()) {
      const { at } = vector.dates[index] ?? { at: null };
      if (at !== null) expect(wallToInstant(event).at).toBe(at);
    }
    const noDates = vector.dates.length === 0 ? ['RULE_YIELDS_NONE'] : [];
    for (const { reason } of doubtful) expect(['START_NOT_IN_RULE', ...noDates]).toContain(reason.code);
  });

  it.each(source.vectors.filter(({ name }) => excluded.includes(name)))(
    '$name is refused, not misread: $rule',
    (vector) => {
      const { events, doubtful } = read(vector);
      expect(events).toEqual([]);
      expect(doubtful.map(({ severity }) => severity)).toEqual(['skipped']);
      for (const { reason } of doubtful) expect(REFUSALS).toContain(reason.code);
    },
  );
});

function read(vector: RecurrenceVector): ImportedCalendar {
  const { start, rule, excluded, dates, goesOn } = vector;
  const inZone = `;TZID=${vector.zone}`;
  const file = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:vector',
    'SUMMARY:Vector',
    `DTSTART${inZone}:${start.text}`,
    'DURATION:PT30M',
    `RRULE:${rule}`,
    ...excluded.map(({ text }) => `EXDATE${inZone}:${text}`),
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');
  const last = dates.at(-1)?.date ?? start.date;
  const to = last < '2190' ? addDays(last, goesOn ? 1 : DAYS_AFTER) : localDate('9999-12-31');
  const calendar = readCalendar(Buffer.from(file), {
    studioZone: vector.zone,
    window: { from: start.date, to },
  });
  if (!calendar.ok) throw new Error(calendar.error.code);
  return calendar.value;
}
