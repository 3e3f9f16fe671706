import type { ReactElement } from 'react';
import type { ClassView } from '#contract/desktop/enrolment.ts';
import type { SeriesView } from '#contract/desktop/series.ts';
import { VisibilityFold } from '#renderer/ui/visibility-checklist.tsx';
import { useNow } from '#renderer/ui/use-now.ts';

/** Why clients see this class when they book, or do not. */
export function ClassVisibility(props: {
  readonly view: ClassView;
  readonly series: SeriesView;
}): ReactElement | null {
  const { view, series } = props;
  const now = useNow();
  const { state, terms, sessions } = view;
  return (
    <VisibilityFold
      place={series}
      facts={{
        class: {
          id: series.id,
          isEnabled: series.state === 'enabled',
          isEnrolling: state === 'enrolling' || state === 'full' || (state === 'closed' && terms.lateJoin),
          displayed: sessions.some((one) => one.state === 'open' && one.startsAt > now && one.isShown),
        },
      }}
    />
  );
}
