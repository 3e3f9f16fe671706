import { createRootRoute } from '@tanstack/react-router';
import { isLocalDate, type LocalDate } from '#domain/values/time.ts';
import { VISIBILITY_SWITCHES, type VisibilitySwitch } from '#domain/visibility/why-hidden.ts';
import type { PanelSearch } from '#renderer/ui/panels.ts';
import { FaultState } from '#renderer/ui/states.tsx';
import { Frame } from './frame.tsx';
import { NotFoundScreen } from './not-found-screen.tsx';

/** What every screen stands in. */
export const root = createRootRoute({
  component: Frame,
  validateSearch: panelSearch,
  notFoundComponent: NotFoundScreen,
  errorComponent: FaultState,
});

/** True for a real day, as an address says it. */
export function isDay(value: unknown): value is LocalDate {
  return typeof value === 'string' && isLocalDate(value);
}

/** What the address says lies open; anything that does not fit is left out. */
function panelSearch(search: Record<string, unknown>): PanelSearch {
  const {
    session,
    client,
    closure,
    lot,
    payment,
    series,
    form,
    edit,
    book,
    act,
    at,
    minutes,
    words,
    who,
    focus,
    focusOf,
  } = search;
  return {
    ...(isId(session) ? { session: session as NonNullable<PanelSearch['session']> } : {}),
    ...(isId(client) ? { client: client as NonNullable<PanelSearch['client']> } : {}),
    ...(isId(closure) ? { closure: closure as NonNullable<PanelSearch['closure']> } : {}),
    ...(isId(lot) ? { lot: lot as NonNullable<PanelSearch['lot']> } : {}),
    ...(isId(payment) ? { payment: payment as NonNullable<PanelSearch['payment']> } : {}),
    ...(isId(series) ? { series: series as NonNullable<PanelSearch['series']> } : {}),
    ...(form === 'session' || form === 'client' || form === 'series' || form === 'closure' ? { form } : {}),
    ...(edit === true ? { edit } : {}),
    ...(book === true ? { book } : {}),
    ...(act === 'complete' || act === 'cancel' || act === 'reschedule' ? { act } : {}),
    ...(typeof at === 'string' && /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.test(at) ? { at } : {}),
    ...(typeof words === 'string' && words.length <= 300 ? { words } : {}),
    ...(isId(who) ? { who: who as NonNullable<PanelSearch['who']> } : {}),
    ...(isId(minutes) && minutes <= 1440 ? { minutes } : {}),
    ...(isSwitch(focus) ? { focus } : {}),
    ...(isId(focusOf) ? { focusOf } : {}),
  };
}

const isSwitch = (value: unknown): value is VisibilitySwitch =>
  (VISIBILITY_SWITCHES as readonly unknown[]).includes(value);

/** True for a number that may name a record. */
export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
