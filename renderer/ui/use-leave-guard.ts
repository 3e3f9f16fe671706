import { useBlocker } from '@tanstack/react-router';
import { panelKeys } from './panels.ts';
import { mayDiscard } from './unsaved.ts';

/** Asks once before another address takes a half-typed form away. */
export function useLeaveGuard(): void {
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      const leavesPlace = current.pathname !== next.pathname;
      if (!leavesPlace && panelOf(current.search) === panelOf(next.search)) return false;
      return !(await mayDiscard(({ over }) => leavesPlace || over));
    },
    // A window that is being closed has a guard of its own, which also covers what lies outside every place.
    enableBeforeUnload: false,
  });
}

function panelOf(search: object): string {
  const values = new Map<string, unknown>(Object.entries(search));
  return JSON.stringify(panelKeys.map((key) => values.get(key) ?? null));
}
