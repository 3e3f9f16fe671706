import type { ReadDb } from '#db/database.ts';
import * as clients from '#db/repositories/client.ts';
import * as search from '#db/repositories/search.ts';
import * as studio from '#db/repositories/studio.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { addDays, instantToWall } from '#domain/values/time.ts';
import type { Actor, ServiceContext } from '../context.ts';

const MOST_HITS = 8;
/** What was on last week is still looked for. */
const DAYS_BACK = 7;

/** Clients and coming sessions for the command palette. Practitioners find their own sessions only. */
export function findAnything({ db, now }: ServiceContext, actor: Actor, text: string) {
  const words = text.trim();
  if (words === '') return { clients: [], sessions: [] };
  const isPractitioner = actor.role === 'practitioner';
  const today = instantToWall(now(), studio.get(db.read).zone).date;
  return {
    clients: isPractitioner ? [] : findClients(db.read, words),
    sessions:
      isPractitioner && actor.practitionerId === null
        ? []
        : search.findSessions(db.read, {
            text: words,
            from: addDays(today, -DAYS_BACK),
            practitionerId: isPractitioner ? actor.practitionerId : null,
            limit: MOST_HITS,
          }),
  };
}

function findClients(db: ReadDb, text: string): { id: ClientId; name: string; detail: string }[] {
  const { rows } = clients.search(db, {
    text,
    state: 'active',
    isCounted: false,
    limit: MOST_HITS,
    offset: 0,
  });
  return rows.map((row) => ({ id: row.id, name: clientName(row), detail: row.email || row.phone }));
}
