import type { Answer } from './answer.ts';

/**
 * `check` finds what is wrong with the parameters alone: such an answer is never kept under a key.
 * `run` does it; its answer is kept, a refusal too.
 */
export interface Route {
  readonly check: () => Answer | undefined;
  readonly run: () => Answer;
}
