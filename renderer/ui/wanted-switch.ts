import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { VisibilitySwitch } from '#domain/visibility/why-hidden.ts';
import type { PanelSearch } from './panels.ts';

/** One switch of one record; `of` is left out for the studio's own and for what is not saved yet. */
export type SwitchName = readonly [which: VisibilitySwitch, of?: number | null | undefined];

/** What a control carries to be led to as one of these switches. */
export function switchMark(...names: readonly SwitchName[]): { readonly 'data-switch': string } {
  return { 'data-switch': names.map(markOf).join(' ') };
}

/** Gives the focus to a switch if it is on the page; false when it is not. */
export function focusSwitch(name: SwitchName): boolean {
  const control = document.querySelector<HTMLElement>(`[data-switch~="${markOf(name)}"]`);
  control?.focus();
  return control !== null;
}

/** Leads to the switch that the address names (`focus`, `focusOf`), as soon as it is drawn. */
export function useFocusWanted(): void {
  const { focus, focusOf } = useWanted();
  useEffect(() => {
    if (!focus) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      // After a panel that opens with it has put the focus where it usually goes.
      timer = setTimeout(() => focusSwitch([focus, focusOf]) && observer.disconnect(), 50);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    look();
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [focus, focusOf]);
}

/** Which record of a list lies open; the address may lead to one, and closing it leaves it closed. */
export function useOpenRecord(
  kind: 'service' | 'location' | 'room' | undefined,
): readonly [number | 'new' | null, (id: number | 'new' | null) => void] {
  const { focus, focusOf } = useWanted();
  const wanted = kind && focus?.startsWith(`${kind}_`) ? (focusOf ?? null) : null;
  const [open, setOpen] = useState<{ readonly id: number | 'new' | null; readonly wanted: number | null }>({
    id: wanted,
    wanted,
  });
  if (open.wanted !== wanted) setOpen({ id: wanted ?? open.id, wanted });
  return [open.id, (id) => setOpen({ id, wanted })];
}

const useWanted = (): Pick<PanelSearch, 'focus' | 'focusOf'> => useSearch({ strict: false });

const markOf = ([which, of]: SwitchName): string =>
  of === undefined || of === null ? which : `${which}-${of}`;
