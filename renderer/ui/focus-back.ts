/** Gives the focus back to what had it before a panel or dialog opened, or, when that is gone, to `place`. */
export function focusBack(before: Element | null, place: HTMLElement | null): void {
  if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus();
  else place?.focus({ preventScroll: true });
}

/** The page under all panels and dialogs. */
export const pageBelow = (): HTMLElement | null => document.querySelector('main');

/** Takes the focus for what has come in the place of what had it; not from anything that has it still. True when it was taken. */
export function takeFocus(element: HTMLElement | null): boolean {
  const now = document.activeElement;
  if (element === null || (now !== document.body && now !== pageBelow())) return false;
  element.focus({ preventScroll: true });
  return true;
}
