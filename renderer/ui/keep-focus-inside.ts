/**
 * For the content of a panel or dialog (a React ref). What it shows may come late, or change with a button that is gone
 * afterwards. Then the focus goes where the new content wants it (`data-autofocus`), else to its top, so that the next Tab goes
 * on from there and not from the page below.
 */
export function keepFocusInside(content: HTMLElement | null): (() => void) | undefined {
  if (!content) return undefined;
  // The cross has the focus only because nothing else was there to take it.
  let isFresh = true;
  const touched = (): void => {
    isFresh = false;
  };
  const observer = new MutationObserver(() => {
    const now = document.activeElement;
    const wanted = content.querySelector<HTMLElement>('[data-autofocus]');
    const isAtCross = Boolean(now?.closest(HEADS));
    if (now === document.body) (wanted ?? content).focus();
    else if (isFresh && isAtCross && wanted) wanted.focus();
  });
  observer.observe(content, { childList: true, subtree: true });
  window.addEventListener('keydown', touched);
  return () => {
    observer.disconnect();
    window.removeEventListener('keydown', touched);
  };
}

/**
 * The same for a dialog that holds a form (a React ref): one that names no place of its own begins at its first field, and not at
 * the cross in its head.
 */
export function keepFocusInForm(content: HTMLElement | null): (() => void) | undefined {
  const stop = keepFocusInside(content);
  const start = setTimeout(() => {
    if (content?.querySelector('[data-autofocus]') || !document.activeElement?.closest(HEADS)) return;
    content?.querySelector<HTMLElement>('input:enabled, textarea:enabled')?.focus();
  }, AFTER_THE_LIBRARY);
  return () => {
    clearTimeout(start);
    stop?.();
  };
}

/** Milliseconds: the library moves the focus into a dialog in a timeout of its own, at 0. */
const AFTER_THE_LIBRARY = 50;

/**
 * The same for the page itself (a React ref): a form or button that is gone leaves the focus nowhere, and the next Tab would begin
 * at the top of the window. Dialogs and panels see to their own.
 */
export function keepFocusOnPage(page: HTMLElement | null): (() => void) | undefined {
  if (!page) return undefined;
  const observer = new MutationObserver(() => {
    if (document.activeElement !== document.body || document.querySelector('[role="dialog"]')) return;
    page.focus({ preventScroll: true });
  });
  observer.observe(page, { childList: true, subtree: true });
  return () => observer.disconnect();
}

const HEADS = '.side-panel-header, .mantine-Modal-header';
