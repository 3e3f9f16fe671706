export interface RequestCsvKeeper {
  /** A job has been accepted: if its window does not save the CSV at once, the keeper does. */
  readonly owed: () => void;
  readonly stop: () => void;
}

/** The window that pressed the button asks for the file within milliseconds; so long it is left to it, so that it is written once. */
const GRACE_MS = 2_000;

/**
 * Sees to it that an accepted job gets its request CSV although its window has gone: soon after the acceptance, and, after a crash,
 * soon after the start. `save` may be run at any time and again.
 */
export function createRequestCsvKeeper(
  save: () => void,
  onTrouble: (thrown: unknown) => void,
): RequestCsvKeeper {
  let timer: NodeJS.Timeout | undefined;
  const owed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        save();
      } catch (thrown) {
        onTrouble(thrown);
      }
    }, GRACE_MS);
    timer.unref();
  };
  owed();
  return { owed, stop: () => clearTimeout(timer) };
}
