import type { WriteDb } from '#db/database.ts';
import * as services from '#db/repositories/service.ts';
import * as studios from '#db/repositories/studio.ts';
import { writeToClient } from '../../messages/write-to-client.ts';
import { readTemplates } from '../../settings/message-templates.ts';
import type { ChangePlan } from './plan-change.ts';
import type { SettledChange } from './settle-conflicts.ts';

/**
 * One message to each client booked in a session whose time, place or practitioner changes, with all such sessions as they will be.
 * `uid` names the deed, so that an undo finds them. Returns how many were written.
 */
export function tellChange(
  tx: WriteDb,
  plan: ChangePlan,
  settled: SettledChange,
  uid: string,
  at: number,
): number {
  const studio = studios.get(tx);
  const template = readTemplates(tx).seriesChanged;
  const changed = new Map(settled.changed.map((each) => [each.session.id, each]));
  const names = new Map(services.list(tx).map(({ id, name }) => [id, name]));
  let written = 0;
  for (const [clientId, rows] of Map.groupBy(plan.people, (row) => row.clientId)) {
    const [first] = rows;
    const sessions = rows.flatMap(({ sessionId, participant }) => {
      const each = changed.get(sessionId);
      if (!each) return [];
      const { title, serviceId } = each.values;
      const { date: localDate, time: localTime } = each.slot;
      return [{ title: title || (names.get(serviceId) ?? ''), localDate, localTime, participant }];
    });
    if (!first || sessions.length === 0) continue;
    sessions.sort((a, b) => (a.localDate < b.localDate ? -1 : 1));
    writeToClient(tx, studio, {
      uid: `series_changed.${uid}.${clientId}`,
      kind: 'series_changed',
      to: { clientId, name: first.clientName, email: first.email },
      template,
      sessions,
      at,
    });
    written += 1;
  }
  return written;
}
