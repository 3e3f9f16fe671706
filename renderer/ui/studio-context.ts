import { createContext, useContext } from 'react';
import type { StudioView } from '#contract/desktop/studio.ts';
import { usableLocale } from './format.ts';

/** The studio's currency, zone, locale and week; filled by the frame once somebody is signed in. */
export const StudioContext = createContext<StudioView | null>(null);

/**
 * The studio. Only inside the frame; throws outside. A locale that this computer does not take is replaced, so that a wrong one
 * never stands between people and their calendar.
 */
export function useStudio(): StudioView {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('no studio here');
  return withUsableLocale(studio);
}

/** One answer per studio, so that what depends on it is not made anew. */
const mended = new WeakMap<StudioView, StudioView>();

function withUsableLocale(studio: StudioView): StudioView {
  const locale = usableLocale(studio.locale);
  if (locale === studio.locale) return studio;
  const known = mended.get(studio) ?? { ...studio, locale };
  mended.set(studio, known);
  return known;
}
