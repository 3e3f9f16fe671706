import { and, asc, eq, sql } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewParticipant, type Participant, participants } from '#db/schema/participant.ts';
import type { ClientId, ParticipantId } from '#domain/values/ids.ts';
import { rowById } from './row-by-id.ts';

/** Everybody the client ever booked for, those still active first, by name. */
export function listForClient(db: ReadDb, clientId: ClientId): Participant[] {
  return db.orm
    .select()
    .from(participants)
    .where(eq(participants.clientId, clientId))
    .orderBy(sql`${participants.active} DESC`, sql`${participants.name} COLLATE NOCASE`, asc(participants.id))
    .all();
}

export const findById = rowById(participants);

/** By name, any case. */
export function findByName(db: ReadDb, clientId: ClientId, name: string): Participant | undefined {
  return db.orm
    .select()
    .from(participants)
    .where(and(eq(participants.clientId, clientId), sql`${participants.name} = ${name} COLLATE NOCASE`))
    .get();
}

export function insert(tx: WriteDb, row: NewParticipant): Participant {
  return tx.orm.insert(participants).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(
  tx: WriteDb,
  id: ParticipantId,
  version: number,
  patch: Partial<Omit<NewParticipant, 'id' | 'version'>>,
): Participant | undefined {
  return tx.orm
    .update(participants)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(participants.id, id), eq(participants.version, version)))
    .returning()
    .get();
}
