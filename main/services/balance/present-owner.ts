import type { ReadDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import type { ClientId } from '#domain/values/ids.ts';

/** The record that has a client's balance now: the client's own, or the one it was merged into. */
export const presentOwner = (db: ReadDb, id: ClientId): ClientId => clients.getById(db, id).mergedInto ?? id;
