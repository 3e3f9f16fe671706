import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { frameMessages } from '#renderer/messages/frame.ts';

/**
 * Lies over the whole window while nobody is signed in. What is below stays as it was, with all that was typed, but can be
 * neither seen nor reached; when the screen goes, the focus returns to where it was.
 */
export function LockScreen(props: { readonly children: ReactNode }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    // A modal dialog of the browser makes everything else on the page inert, the other layers included.
    if (!dialog.current?.open) dialog.current?.showModal();
    document.body.dataset['locked'] = '';
    return () => {
      delete document.body.dataset['locked'];
      requestAnimationFrame(() => giveFocusBack(before));
    };
  }, [before]);
  return (
    <dialog
      ref={dialog}
      className="lock-screen"
      aria-label={frameMessages.locked}
      onCancel={(event) => event.preventDefault()}
      // A panel below holds the wheel to itself by listening on the document.
      onWheel={(event) => event.stopPropagation()}
      onTouchMove={(event) => event.stopPropagation()}
    >
      {props.children}
    </dialog>
  );
}

/** Keeps closing keys and shortcuts from what lies below a lock. Called once, before anything else listens to keys. */
export function keepKeysFromBelow(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (document.body.dataset['locked'] === undefined) return;
      if (event.key === 'Escape') event.preventDefault();
      if (event.key === 'Escape' || event.ctrlKey || event.metaKey || event.altKey)
        event.stopImmediatePropagation();
    },
    { capture: true },
  );
}

function giveFocusBack(before: Element | null): void {
  if (document.activeElement instanceof HTMLElement && document.activeElement !== document.body) return;
  if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus();
  else document.querySelector<HTMLElement>('[role="dialog"] input, [role="dialog"], main')?.focus();
}
