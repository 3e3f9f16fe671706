import { createContext, useContext, useEffect, useRef } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';
import { confirm } from './confirm.tsx';

/** Where a form stands: `over` the place, opened by the address, or in it; and in which panel, if in one. */
export interface FormHome {
  readonly over: boolean;
  readonly panel: string | null;
}

/** Set by panels and by whatever opens them; a form anywhere else goes only with its place. */
export const FormHomeContext = createContext<FormHome>({ over: false, panel: null });

/** Makes leaving ask as long as `isDirty` says so. It is asked at the moment of leaving, not while drawing. */
export function useUnsaved(isDirty: () => boolean): void {
  const home = useContext(FormHomeContext);
  const current = useRef(isDirty);
  useEffect(() => {
    current.current = isDirty;
  });
  useEffect(() => {
    const form: Form = { home, isDirty: () => current.current() };
    forms.add(form);
    return () => void forms.delete(form);
  }, [home]);
}

/** True when something was typed in one of the forms that `goes` picks out. */
function isUnsaved(goes: (home: FormHome) => boolean): boolean {
  return [...forms].some(({ home, isDirty }) => goes(home) && isDirty());
}

/** Forgets that anything was typed in these forms: they are meant to go. */
export function discardUnsaved(goes: (home: FormHome) => boolean): void {
  for (const form of forms) if (goes(form.home)) forms.delete(form);
}

/**
 * Asks whether what was typed in these forms may be lost, if anything was; true when it may. "Keep editing" is the default, and so is closing the question.
 * While one question stands, any other attempt to leave counts as no.
 */
export async function mayDiscard(goes: (home: FormHome) => boolean): Promise<boolean> {
  if (!isUnsaved(goes)) return true;
  if (isAsking) return false;
  isAsking = true;
  const mayGo = await confirm({
    title: uiMessages.discardTitle,
    consequence: uiMessages.discardConsequence,
    confirmLabel: uiMessages.discard,
    keepLabel: uiMessages.keepEditing,
    danger: true,
  });
  // The key that answered is still on its way to the panel below.
  setTimeout(() => {
    isAsking = false;
  });
  if (mayGo) discardUnsaved(goes);
  return mayGo;
}

/**
 * Makes the window ask before it closes, or is loaded anew, over something typed; the browser and the shell word the
 * question. `isTypedElsewhere` answers for what outlives its place and so asks nowhere else. Called once, at start.
 */
export function guardClosing(isTypedElsewhere: () => boolean): void {
  window.addEventListener('beforeunload', (event) => {
    if (isUnsaved(() => true) || isTypedElsewhere()) event.preventDefault();
  });
}

interface Form {
  readonly home: FormHome;
  readonly isDirty: () => boolean;
}

const forms = new Set<Form>();
let isAsking = false;
