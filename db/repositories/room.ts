import { and, asc, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { rooms, type Room, type NewRoom } from '#db/schema/location.ts';
import type { RoomId } from '#domain/values/ids.ts';
import { found } from './found.ts';
import { rowById } from './row-by-id.ts';

export type RoomPatch = Partial<Omit<NewRoom, 'id' | 'version'>>;

/** All of them, also the inactive, by name. Hundreds at most. */
export function list(db: ReadDb): Room[] {
  return db.orm.select().from(rooms).orderBy(asc(rooms.name), asc(rooms.id)).all();
}

export const findById = rowById(rooms);

export function getById(db: ReadDb, id: RoomId): Room {
  return found(findById(db, id), 'room', id);
}

export function insert(tx: WriteDb, row: NewRoom): Room {
  return tx.orm.insert(rooms).values(row).returning().get();
}

/** Changes the row if it still has `version`; undefined if somebody was faster, or the id is unknown. */
export function update(tx: WriteDb, id: RoomId, version: number, patch: RoomPatch): Room | undefined {
  return tx.orm
    .update(rooms)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(rooms.id, id), eq(rooms.version, version)))
    .returning()
    .get();
}
