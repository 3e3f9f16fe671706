import { readClientNames, readLotNames, readSessionNames } from '#db/repositories/cancellation-names.ts';
import { type PlanLine, totalsOf } from '#domain/cancellation/plan.ts';
import type { ClientId, LotId } from '#domain/values/ids.ts';
import type { LocalDate, LocalTime } from '#domain/values/time.ts';
import { makePlan, type Selection } from './cancellation-plan.ts';
import type { ServiceContext } from '../context.ts';

export interface ClientPlanFilter extends Selection {
  readonly search: string;
  readonly limit: number;
  readonly offset: number;
}

/** The plan client by client, by name: what each gets back, tender by tender (domain.md 7.2). Changes nothing. */
export function previewCancellationClients(
  { db, now }: ServiceContext,
  { search, limit, offset, ...selection }: ClientPlanFilter,
) {
  const { lines } = makePlan(db.read, selection, now());
  const byClient = Map.groupBy(
    lines.filter((line): line is PlanLine & { clientId: ClientId } => line.clientId !== null),
    ({ clientId }) => clientId,
  );
  const wanted = search.toLocaleLowerCase();
  const clients = readClientNames(db.read, [...byClient.keys()]).filter(({ name, email }) =>
    `${name} ${email}`.toLocaleLowerCase().includes(wanted),
  );
  const page = clients.slice(offset, offset + limit);
  const shown = page.flatMap(({ clientId }) => byClient.get(clientId) ?? []);
  const sessions = readSessionNames(db.read, [...new Set(shown.map(({ sessionId }) => sessionId))]);
  const lots = readLotNames(db.read, [...new Set(shown.flatMap(({ lotId }) => lotId ?? []))]);
  return {
    total: clients.length,
    rows: page.map((client) => {
      const own = byClient.get(client.clientId) ?? [];
      return {
        ...client,
        totals: totalsOf(own),
        lines: own.flatMap((line) => {
          const session = sessions.get(line.sessionId);
          return session ? [lineView(line, session, lots)] : [];
        }),
      };
    }),
  };
}

function lineView(
  line: PlanLine,
  { title, date, time }: { title: string; date: LocalDate; time: LocalTime },
  lots: ReadonlyMap<LotId, string>,
) {
  const { sessionId, participant, action, tender, amountMinor, credits, lotId, lotExpiresOn } = line;
  return {
    sessionId,
    title,
    date,
    time,
    participant,
    action,
    tender,
    amountMinor,
    credits,
    lotName: lotId === null ? null : (lots.get(lotId) ?? null),
    lotExpiresOn,
  };
}
