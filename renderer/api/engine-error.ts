import { ORPCError } from '@orpc/client';
import type { z } from 'zod';
import type { ErrorCode, errors } from '#contract/desktop/errors.ts';

type DataOf<Code extends ErrorCode> = (typeof errors)[Code] extends { readonly data: infer Schema }
  ? Schema extends z.ZodType
    ? z.infer<Schema>
    : never
  : undefined;

/** A failure as the contract names it. `CONNECTION_LOST`: the answer never came; whether it was done is not known. */
export type EngineError =
  | { [Code in ErrorCode]: { readonly code: Code; readonly data: DataOf<Code> } }[ErrorCode]
  | { readonly code: 'CONNECTION_LOST'; readonly data: undefined };

/** What a thrown value of the client means. Anything the contract does not know is `UNEXPECTED`. */
export function engineError(thrown: unknown): EngineError {
  if (thrown instanceof ORPCError && thrown.defined) {
    // `defined` says that code and data were checked against the contract.
    return { code: thrown.code, data: thrown.data } as EngineError;
  }
  if (thrown instanceof ORPCError) return { code: 'UNEXPECTED', data: { reference: thrown.code } };
  return { code: 'CONNECTION_LOST', data: undefined };
}
