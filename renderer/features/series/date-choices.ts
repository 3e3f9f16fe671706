import type { z } from 'zod';
import type { dateChoice } from '#contract/desktop/series.ts';
import type { LocalDate } from '#domain/values/time.ts';
import type { PractitionerId, RoomId } from '#domain/values/ids.ts';

/** What was chosen for dates with conflicts: 'skip', 'keep', 'room:<id>' or 'practitioner:<id>' by date. */
export type Choices = Readonly<Record<string, string>>;

type DateChoice = z.infer<typeof dateChoice>;

/** The choices as the engine takes them, of the dates that still have conflicts. */
export function toChoices(choices: Choices, dates: readonly LocalDate[]): DateChoice[] {
  return dates.flatMap((date): DateChoice[] => {
    const [kind, id] = (choices[date] ?? '').split(':');
    const nowhere = { date, roomId: null, practitionerId: null };
    if (kind === 'skip' || kind === 'keep') return [{ ...nowhere, choice: kind }];
    if (kind === 'room') return [{ ...nowhere, choice: kind, roomId: Number(id) as RoomId }];
    if (kind === 'practitioner')
      return [{ ...nowhere, choice: kind, practitionerId: Number(id) as PractitionerId }];
    return [];
  });
}
