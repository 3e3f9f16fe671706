import type { ReadDb } from '#db/database.ts';
import * as types from '#db/repositories/completion-type.ts';
import type { CompletionRule } from '#domain/completion/completion-type.ts';
import type { BookingChoice, CompletionChoice } from '#domain/completion/facts.ts';
import type { BookingId, CompletionTypeId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { Actor } from '../context.ts';
import {
  type Forbidden,
  forbidden,
  type InvalidInput,
  invalidInput,
  notFound,
  type NotFound,
} from '../errors.ts';

/** How a session is to be saved, as a window says it. */
export interface ChoiceInput {
  readonly typeId: CompletionTypeId;
  /** Only with the override type. */
  readonly override: { readonly costMinor: number; readonly wageMinor: number } | null;
  /** Bookings that end otherwise than the session. */
  readonly bookings: readonly {
    readonly bookingId: BookingId;
    readonly typeId: CompletionTypeId;
    readonly costMinor: number | null;
  }[];
  readonly reason: string;
}

export type ChoiceError = NotFound | Forbidden | InvalidInput;

/**
 * The choice with its types as they are now. Hidden and deleted types cannot be chosen; the override needs the desk, a
 * cost, a wage and a reason (domain.md 4).
 */
export function readChoice(
  db: ReadDb,
  actor: Actor,
  input: ChoiceInput,
): Result<CompletionChoice, ChoiceError> {
  const type = findShown(db, actor, input.typeId);
  if (!type.ok) return type;
  const isOverride = type.value.builtIn === 'override';
  if (isOverride !== (input.override !== null))
    return invalidInput('override', isOverride ? 'REQUIRED' : 'NOT_A_CHOICE');
  const bookings = new Map<BookingId, BookingChoice>();
  for (const [index, row] of input.bookings.entries()) {
    const own = findShown(db, actor, row.typeId);
    if (!own.ok) return own;
    const needsCost = own.value.builtIn === 'override';
    if (needsCost !== (row.costMinor !== null))
      return invalidInput(`bookings.${index}.costMinor`, needsCost ? 'REQUIRED' : 'NOT_A_CHOICE');
    bookings.set(row.bookingId, { type: own.value, costMinor: row.costMinor });
  }
  const hasOverride = isOverride || input.bookings.some(({ costMinor }) => costMinor !== null);
  if (hasOverride && input.reason === '') return invalidInput('reason', 'REQUIRED');
  return ok({ type: type.value, override: input.override, bookings, reason: input.reason });
}

/** The same type for everything. */
export const wholly = (type: CompletionRule): CompletionChoice => ({
  type,
  override: null,
  bookings: new Map(),
  reason: '',
});

function findShown(
  db: ReadDb,
  actor: Actor,
  id: CompletionTypeId,
): Result<CompletionRule, NotFound | Forbidden> {
  const type = types.findById(db, id);
  if (type?.state !== 'shown') return notFound('completion_type');
  if (type.builtIn === 'override' && actor.role === 'practitioner')
    return forbidden('owner', 'admin', 'staff');
  return ok(type);
}
