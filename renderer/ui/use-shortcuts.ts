import { useEffect, useRef } from 'react';

/**
 * Single-key shortcuts of a place, by the character or key name that the keyboard gives ("n", "?", "ArrowLeft"). Silent while
 * something is being typed, while a dialog or menu is open, and with Ctrl, Alt or Cmd held.
 */
export function useShortcuts(shortcuts: Readonly<Record<string, () => void>>): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TAKES_KEYS)) return;
      if (document.querySelector(OVER_THE_PLACE)) return;
      const act = current.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

const TAKES_KEYS = 'input, textarea, select, [contenteditable], [role="grid"], [role="tablist"]';
const OVER_THE_PLACE = '[role="dialog"], [role="menu"], dialog[open]';
