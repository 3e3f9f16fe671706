import type { WriteDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import type { PayerRefused } from '#domain/client/family.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { checkNewPayer } from '../balance/get-family.ts';
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
import { onceIfNamed, type RequestAnswered } from '../once.ts';
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
  input: ClientInput & { readonly payerId?: ClientId | null; readonly requestUid?: string | undefined },
): Result<{ id: ClientId }, CreateClientError> {
  if (isNameless(input)) return invalidInput('lastName', 'REQUIRED');
  const add = (tx: WriteDb): Result<{ id: ClientId }, CreateClientError> => {
    const { payerId = null } = input;
    const payer = checkNewPayer(tx, null, payerId);
    if (!payer.ok) return payer;
    const { id } = clients.insert(tx, { ...fieldsOf(input), payerId, createdAt: context.now() });
    record(context, tx, actor, 'client.created', id);
    return ok({ id });
  };
  const { requestUid } = input;
  const request = { requestUid, action: 'client.create', actor, input, at: context.now() };
  return commit(context, ['clients'], (tx) => onceIfNamed(tx, request, () => add(tx)));
}

export type CreateClientError = InvalidInput | NotFound | PayerRefused | RequestAnswered;

export function updateClient(
  context: ServiceContext,
  actor: Actor,
  input: ClientInput & {
    readonly id: ClientId;
    readonly version: number;
    readonly archived: boolean;
    /** Left out: as it is. */
    readonly payerId?: ClientId | null | undefined;
  },
): Result<void, InvalidInput | NotFound | ChangedMeanwhile | PayerRefused> {
  if (isNameless(input)) return invalidInput('lastName', 'REQUIRED');
  const { id, version, archived } = input;
  return commit(context, ['clients'], (tx) => {
    const before = clients.findOwn(tx, id);
    if (!before || before.state === 'anonymised') return notFound('client');
    const state = archived ? ('archived' as const) : ('active' as const);
    const { payerId = before.payerId } = input;
    const payer = payerId === before.payerId ? ok(undefined) : checkNewPayer(tx, id, payerId);
    if (!payer.ok) return payer;
    const fields = { ...fieldsOf(input), payerId, state };
    if (!clients.update(tx, id, version, fields)) return changedMeanwhile('client');
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
