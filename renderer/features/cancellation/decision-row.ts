import type { engine } from '#renderer/api/engine.ts';

/** One thing to decide, as the engine lists it. */
export type DecisionRow = Awaited<ReturnType<typeof engine.decision.list>>['decisions'][number];
