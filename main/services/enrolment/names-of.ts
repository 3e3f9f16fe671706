import type { ReadDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { AddedPlace } from './plan-added.ts';

/** Whose places these are, each name once. */
export function namesOf(db: ReadDb, places: readonly AddedPlace[]): string[] {
  const names = places.map(
    ({ enrolled: { clientId, participant } }) => participant || clientName(clients.getById(db, clientId)),
  );
  return [...new Set(names)];
}
