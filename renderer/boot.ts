/**
 * The first script of the page: lets the page's own skeleton be painted, then loads the window. Its styles and scripts are
 * under way meanwhile (scripts/paint-first.ts), so that nothing but their running waits.
 */

/** A window that is not looked at paints nothing, and must start all the same. */
const LONGEST_WAIT_MS = 100;

void painted().then(() => import('./main.tsx'));

function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, LONGEST_WAIT_MS);
  });
}
