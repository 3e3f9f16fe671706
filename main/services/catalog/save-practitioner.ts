import * as practitioners from '#db/repositories/practitioner.ts';
import type { PractitionerId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { changedMeanwhile, type ChangedMeanwhile, notFound, type NotFound } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

export interface PractitionerInput {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly active: boolean;
}

/** Two people may have the same name. */
export function createPractitioner(
  context: ServiceContext,
  actor: Actor,
  input: PractitionerInput,
): Result<{ id: PractitionerId }, never> {
  return commit(context, ['catalog'], (tx) => {
    const { id } = practitioners.insert(tx, fieldsOf(input));
    const deed = { action: 'practitioner.created', subjectKind: 'practitioner', subjectId: id };
    recordDeed(tx, actor, context.now(), deed);
    return ok({ id });
  });
}

export function updatePractitioner(
  context: ServiceContext,
  actor: Actor,
  input: PractitionerInput & { readonly id: PractitionerId; readonly version: number },
): Result<void, NotFound | ChangedMeanwhile> {
  const { id, version } = input;
  return commit(context, ['catalog'], (tx) => {
    if (!practitioners.findById(tx, id)) return notFound('practitioner');
    if (!practitioners.update(tx, id, version, fieldsOf(input))) return changedMeanwhile('practitioner');
    const deed = { action: 'practitioner.changed', subjectKind: 'practitioner', subjectId: id };
    recordDeed(tx, actor, context.now(), deed);
    return ok(undefined);
  });
}

const fieldsOf = ({ name, email, phone, active }: PractitionerInput): PractitionerInput => ({
  name,
  email,
  phone,
  active,
});
