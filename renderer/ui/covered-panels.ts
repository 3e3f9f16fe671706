import { useEffect } from 'react';
import { create } from 'zustand';

const useDialogs = create<{ readonly open: number }>(() => ({ open: 0 }));

/** A dialog opens over whatever panel is open: Escape is for the dialog alone until the answer is called. */
export function coverPanels(): () => void {
  let isOpen = true;
  useDialogs.setState(({ open }) => ({ open: open + 1 }));
  return () => {
    if (isOpen) useDialogs.setState(({ open }) => ({ open: open - 1 }));
    isOpen = false;
  };
}

/** The same for a dialog that is drawn, as long as it is `opened`. */
export function useCoversPanels(opened: boolean): void {
  useEffect(() => (opened ? coverPanels() : undefined), [opened]);
}

export const usePanelsCovered = (): boolean => useDialogs(({ open }) => open > 0);
