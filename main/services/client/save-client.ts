import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InvalidInput,
  invalidInput,
  notFound,
  type NotFound,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

export interface ClientInput {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly note: string;
  readonly address?: string;
}

/** A new client. At least one of the two names is needed. */
export function createClient(
  context: ServiceContext,
  actor: Actor,
  input: ClientInput,
): Result<{ id: ClientId }, InvalidInput> {
  if (isNameless(input)) return invalidInput('lastName', 'REQUIRED');
  return commit(context, ['clients'], (tx) => {
    const { id } = clients.insert(tx, { ...fieldsOf(input), createdAt: context.now() });
    record(context, tx, actor, 'client.created', id);
    return ok({ id });
  });
}

export function updateClient(
  context: ServiceContext,
  actor: Actor,
  input: ClientInput & { readonly id: ClientId; readonly version: number; readonly archived: boolean },
): Result<void, InvalidInput | NotFound | ChangedMeanwhile> {
  if (isNameless(input)) return invalidInput('lastName', 'REQUIRED');
  const { id, version, archived } = input;
  return commit(context, ['clients'], (tx) => {
    const before = clients.findOwn(tx, id);
    if (!before || before.state === 'anonymised') return notFound('client');
    const state = archived ? ('archived' as const) : ('active' as const);
    if (!clients.update(tx, id, version, { ...fieldsOf(input), state })) return changedMeanwhile('client');
    record(context, tx, actor, before.state === state ? 'client.changed' : `client.${state}`, id);
    return ok(undefined);
  });
}

const isNameless = ({ firstName, lastName }: ClientInput): boolean => firstName === '' && lastName === '';

const fieldsOf = ({ firstName, lastName, email, phone, note, address = '' }: ClientInput) => ({
  firstName,
  lastName,
  email,
  phone,
  note,
  address,
});

function record({ now }: ServiceContext, tx: WriteDb, actor: Actor, action: string, id: ClientId): void {
  recordDeed(tx, actor, now(), { action, subjectKind: 'client', subjectId: id });
}
