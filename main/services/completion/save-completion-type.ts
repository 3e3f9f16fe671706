import type { WriteDb } from '#db/database.ts';
import * as types from '#db/repositories/completion-type.ts';
import type { CompletionType } from '#db/schema/completion.ts';
import {
  type CompletionStatus,
  type ModifierType,
  MOST_PERCENT,
} from '#domain/completion/completion-type.ts';
import type { CompletionTypeId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import { readClientPolicySettings } from '../../settings/prepayment-settings.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InUse,
  type InvalidInput,
  invalidInput,
  nameTaken,
  type NameTaken,
  notFound,
  type NotFound,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

export interface CompletionTypeInput {
  readonly status: CompletionStatus;
  readonly label: string;
  readonly description: string;
  readonly modifierType: ModifierType;
  readonly clientModifier: number;
  readonly practitionerModifier: number;
}

interface Named {
  readonly id: CompletionTypeId;
  readonly version: number;
}

/** No type that may be chosen would be left. */
export interface LastShownType {
  readonly code: 'LAST_SHOWN_TYPE';
}

/** Every custom session status, and the built-in ones, that is not deleted; hidden ones too. */
export const listCompletionTypes = ({ db }: ServiceContext): CompletionType[] => types.list(db.read);

/** Adds a custom session status (seed 001). Labels are unique among those that are not deleted, any case. */
export function createCompletionType(
  context: ServiceContext,
  actor: Actor,
  input: CompletionTypeInput,
): Result<{ id: CompletionTypeId }, NameTaken | InvalidInput> {
  return commit(context, ['catalog'], (tx) => {
    const wrong = tooLarge(input) ?? labelTaken(tx, input.label, null);
    if (wrong) return wrong;
    const at = context.now();
    const position = types.list(tx).reduce((last, type) => Math.max(last, type.position), 0) + 1;
    const { id } = types.insert(tx, { ...fieldsOf(input), position, createdAt: at });
    record(tx, actor, at, 'completion_type.created', id);
    return ok({ id });
  });
}

/** Changes a custom one; the built-in ones stay as they are. What was saved with it keeps its copy (domain.md 4). */
export function updateCompletionType(
  context: ServiceContext,
  actor: Actor,
  input: CompletionTypeInput & Named,
): Result<void, NameTaken | InvalidInput | NotFound | ChangedMeanwhile> {
  return commit(context, ['catalog'], (tx) => {
    if (types.findById(tx, input.id)?.builtIn !== null) return notFound('completion_type');
    const wrong = tooLarge(input) ?? labelTaken(tx, input.label, input.id);
    if (wrong) return wrong;
    if (!types.update(tx, input.id, input.version, fieldsOf(input)))
      return changedMeanwhile('completion_type');
    record(tx, actor, context.now(), 'completion_type.changed', input.id);
    return ok(undefined);
  });
}

/** Offers a type or no longer offers it; one at least stays (seed 001: "the checkmark disappears"). */
export function showCompletionType(
  context: ServiceContext,
  actor: Actor,
  input: Named & { readonly shown: boolean },
): Result<void, NotFound | ChangedMeanwhile | LastShownType> {
  return commit(context, ['catalog'], (tx) => {
    const type = types.findById(tx, input.id);
    if (!type) return notFound('completion_type');
    if (!input.shown && isLastShown(tx, type)) return err<LastShownType>({ code: 'LAST_SHOWN_TYPE' });
    const patch = { state: input.shown ? ('shown' as const) : ('hidden' as const) };
    if (!types.update(tx, input.id, input.version, patch)) return changedMeanwhile('completion_type');
    record(
      tx,
      actor,
      context.now(),
      input.shown ? 'completion_type.shown' : 'completion_type.hidden',
      type.id,
    );
    return ok(undefined);
  });
}

/**
 * Takes a custom one out of every list, unless the client cancellation policy charges by it. Sessions saved with it, and bookings
 * made under a policy that named it, keep its label and charges.
 */
export function deleteCompletionType(
  context: ServiceContext,
  actor: Actor,
  input: Named,
): Result<void, NotFound | ChangedMeanwhile | LastShownType | InUse> {
  return commit(context, ['catalog'], (tx) => {
    const type = types.findById(tx, input.id);
    if (!type || type.builtIn !== null) return notFound('completion_type');
    const count = readClientPolicySettings(tx).levels.filter(({ typeId }) => typeId === input.id).length;
    if (count > 0)
      return err<InUse>({ code: 'IN_USE', what: 'status', by: 'cancellation policy level', count });
    if (isLastShown(tx, type)) return err<LastShownType>({ code: 'LAST_SHOWN_TYPE' });
    if (!types.update(tx, input.id, input.version, { state: 'deleted' }))
      return changedMeanwhile('completion_type');
    record(tx, actor, context.now(), 'completion_type.deleted', input.id);
    return ok(undefined);
  });
}

function isLastShown(tx: WriteDb, type: CompletionType): boolean {
  // The override is no way to end a session that everybody may choose.
  const shown = types.list(tx).filter(({ state, builtIn }) => state === 'shown' && builtIn !== 'override');
  return shown.length === 1 && shown[0]?.id === type.id;
}

function labelTaken(tx: WriteDb, label: string, exceptId: CompletionTypeId | null) {
  const wanted = label.toLowerCase();
  const other = types.list(tx).find((type) => type.label.toLowerCase() === wanted && type.id !== exceptId);
  return other ? nameTaken(label) : null;
}

function tooLarge({ modifierType, clientModifier, practitionerModifier }: CompletionTypeInput) {
  if (modifierType === 'fixed') return null;
  if (clientModifier > MOST_PERCENT) return invalidInput('clientModifier', 'TOO_LARGE', MOST_PERCENT);
  return practitionerModifier > MOST_PERCENT
    ? invalidInput('practitionerModifier', 'TOO_LARGE', MOST_PERCENT)
    : null;
}

function record(tx: WriteDb, actor: Actor, at: number, action: string, id: CompletionTypeId): void {
  recordDeed(tx, actor, at, { action, subjectKind: 'completion_type', subjectId: id });
}

const fieldsOf = (input: CompletionTypeInput): CompletionTypeInput => ({
  status: input.status,
  label: input.label,
  description: input.description,
  modifierType: input.modifierType,
  clientModifier: input.clientModifier,
  practitionerModifier: input.practitionerModifier,
});
