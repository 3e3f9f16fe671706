import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import { VisibilityFold } from '#renderer/ui/visibility-checklist.tsx';

/** Why clients see this session when they book, or do not. */
export function SessionVisibility({ session }: { readonly session: SessionView }): ReactElement | null {
  const { id, state, displayed, seriesId } = session;
  return (
    <VisibilityFold
      place={session}
      facts={{ session: { id, isOpen: state === 'open', displayed } }}
      seriesId={seriesId}
    />
  );
}
