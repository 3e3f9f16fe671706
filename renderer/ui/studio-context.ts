import { createContext, useContext } from 'react';
import type { StudioView } from '#contract/desktop/studio.ts';

/** The studio's currency, zone, locale and week; filled by the frame once somebody is signed in. */
export const StudioContext = createContext<StudioView | null>(null);

/** The studio. Only inside the frame; throws outside. */
export function useStudio(): StudioView {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('no studio here');
  return studio;
}
