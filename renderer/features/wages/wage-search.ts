import { useNavigate, useSearch } from '@tanstack/react-router';
import type { PractitionerId } from '#domain/values/ids.ts';
import { wagePeriod } from '#domain/wage/period.ts';
import type { DaySpan } from '#renderer/ui/day-span-fields.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';

export interface WageSearch extends Partial<DaySpan> {
  /** Whose lines are shown. */
  readonly of?: PractitionerId;
}

/** The days and the practitioner that the address names; without days, last week, which is usually paid. */
export function useWageSearch(): {
  readonly days: DaySpan;
  readonly of: PractitionerId | undefined;
  readonly go: (search: WageSearch) => void;
} {
  const { zone, weekStartsOn } = useStudio();
  const { from, to, of } = useSearch({ strict: false }) as WageSearch;
  const navigate = useNavigate();
  const days = from && to && from < to ? { from, to } : wagePeriod('last_week', todayIn(zone), weekStartsOn);
  return {
    days,
    of,
    go: (search) =>
      void navigate({ to: '.', search: (now: object) => ({ ...now, ...search }), replace: true } as never),
  };
}
