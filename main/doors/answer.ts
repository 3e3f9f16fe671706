import type { z } from 'zod';
import type { errors } from '#contract/desktop/errors.ts';
import type { Result } from '#domain/values/result.ts';

type Errors = typeof errors;

/** Every failure that a window may be told, with its data, as services return it. A service's error must be one of these to compile. */
export type WireError = {
  [Code in keyof Errors]: Errors[Code] extends { readonly data: infer Data extends z.ZodType }
    ? { readonly code: Code } & DeepReadonly<z.input<Data>>
    : { readonly code: Code };
}[keyof Errors];

/** Leaves a handler with a failure that its contract names; `guard` puts it on the wire. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly error: WireError;

  constructor(error: WireError) {
    super(error.code);
    this.error = error;
  }
}

/** The value of a use case, or its error on the way to the window. */
export function answer<T>(result: Result<T, WireError>): T {
  if (result.ok) return result.value;
  throw new Refusal(result.error);
}

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;
