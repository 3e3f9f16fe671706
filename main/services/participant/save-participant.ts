import * as clients from '#db/repositories/client.ts';
import * as participants from '#db/repositories/participant.ts';
import type { Participant } from '#db/schema/participant.ts';
import type { ClientId, ParticipantId } from '#domain/values/ids.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  nameTaken,
  type NameTaken,
  notFound,
  type NotFound,
} from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

/** Whom the client books and pays for, the archived last. */
export function listParticipants(
  { db }: ServiceContext,
  clientId: ClientId,
): Result<{ rows: Participant[] }, NotFound> {
  if (!clients.findById(db.read, clientId)) return notFound('client');
  return ok({ rows: participants.listForClient(db.read, clientId) });
}

/** A new participant; one of the same name that was archived is taken out of the archive instead. */
export function addParticipant(
  context: ServiceContext,
  actor: Actor,
  input: { readonly clientId: ClientId; readonly name: string; readonly note: string },
): Result<{ id: ParticipantId }, NotFound | NameTaken | ChangedMeanwhile> {
  const { clientId, name, note } = input;
  return commit(context, ['clients'], (tx) => {
    if (clients.findById(tx, clientId)?.state !== 'active') return notFound('client');
    const known = participants.findByName(tx, clientId, name);
    if (known?.active) return nameTaken(known.name);
    const row = known
      ? participants.update(tx, known.id, known.version, { name, note, active: true })
      : participants.insert(tx, { clientId, name, note, createdAt: context.now() });
    if (!row) return changedMeanwhile('participant');
    record(context, actor, tx, { action: 'participant.added', clientId, id: row.id });
    return ok({ id: row.id });
  });
}

/** Bookings keep the name as it was when they were made. */
export function updateParticipant(
  context: ServiceContext,
  actor: Actor,
  input: {
    readonly id: ParticipantId;
    readonly version: number;
    readonly name: string;
    readonly note: string;
    readonly active: boolean;
  },
): Result<void, NotFound | NameTaken | ChangedMeanwhile> {
  const { id, version, name, note, active } = input;
  return commit(context, ['clients', 'sessions'], (tx) => {
    const before = participants.findById(tx, id);
    if (!before) return notFound('participant');
    const namesake = participants.findByName(tx, before.clientId, name);
    if (namesake && namesake.id !== id) return nameTaken(namesake.name);
    if (!participants.update(tx, id, version, { name, note, active })) return changedMeanwhile('participant');
    const action = active ? 'participant.changed' : 'participant.archived';
    record(context, actor, tx, { action, clientId: before.clientId, id });
    return ok(undefined);
  });
}

function record(
  { now }: ServiceContext,
  actor: Actor,
  tx: Parameters<typeof recordDeed>[0],
  deed: { readonly action: string; readonly clientId: ClientId; readonly id: ParticipantId },
): void {
  const { action, clientId, id } = deed;
  recordDeed(tx, actor, now(), {
    action,
    subjectKind: 'client',
    subjectId: clientId,
    data: { participantId: id },
  });
}
