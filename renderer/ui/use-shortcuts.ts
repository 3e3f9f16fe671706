import { type HotkeyItem, useHotkeys } from '@mantine/hooks';

/** Single-key shortcuts of a place: silent while something is being typed or a dialog or menu is open. */
export function useShortcuts(shortcuts: Readonly<Record<string, () => void>>): void {
  useHotkeys(
    Object.entries(shortcuts).map(
      ([key, act]): HotkeyItem => [
        key,
        (event) => {
          if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return;
          event.preventDefault();
          act();
        },
        { preventDefault: false, usePhysicalKeys: false },
      ],
    ),
    ['INPUT', 'TEXTAREA', 'SELECT'],
  );
}
