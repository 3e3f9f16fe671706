/** One way of getting an Electron that does not work here; `reason` is a phrase for the terminal. */
export interface Unavailable {
  readonly code: 'UNAVAILABLE';
  readonly reason: string;
}

export function unavailable(error: unknown): Unavailable {
  return { code: 'UNAVAILABLE', reason: error instanceof Error ? innermost(error).message : String(error) };
}

/** "fetch failed" says nothing; the error below it names the host or the refusal. */
function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}
