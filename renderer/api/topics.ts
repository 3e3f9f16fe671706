import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { TopicEvent } from '#contract/desktop/topics.ts';
import { engine, queries } from './engine.ts';

type Changed = Extract<TopicEvent, { topic: 'changed' }>['what'][number];

/**
 * Listens to what the engine announces and has the screens ask again, until `signal` ends it or the connection breaks.
 * Announcements within a quarter of a second are answered once.
 */
export async function followTopics(client: QueryClient, signal: AbortSignal): Promise<void> {
  const refresh = createRefresher(client);
  const stream = await engine.topics.subscribe(undefined, { signal }).catch(() => null);
  if (!stream) return;
  try {
    for await (const event of stream) refresh(event);
  } catch {
    // The line broke, or the page let go. The connection sees the first; a new line starts a new listener.
  }
}

const GATHER_MS = 250;

function createRefresher(client: QueryClient): (event: TopicEvent) => void {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    timer = null;
    const keys = [...waiting.values()];
    waiting.clear();
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  };
  return (event) => {
    for (const key of keysOf(event)) waiting.set(JSON.stringify(key), key);
    timer ??= setTimeout(flush, GATHER_MS);
  };
}

/** Which answers a fact makes old. */
export function keysOf(event: TopicEvent): readonly QueryKey[] {
  if (event.topic === 'job.progress')
    return [
      queries.job.key(),
      queries.autoInvoice.runs.key(),
      queries.autoInvoice.run.key(),
      queries.autoInvoice.rows.key(),
      queries.task.problems.key(),
    ];
  return event.what.flatMap((what) => keysByChange[what]);
}

const keysByChange: Readonly<Record<Changed, readonly QueryKey[]>> = {
  invoices: [queries.invoice.key(), queries.document.key(), queries.client.key()],
  packages: [queries.packages.key(), queries.client.get.key(), queries.booking.key()],
  sessions: [
    queries.prepayment.key(),
    queries.invoice.key(),
    queries.document.key(),
    queries.session.key(),
    queries.series.key(),
    queries.enrolment.key(),
    queries.booking.key(),
    queries.completion.key(),
    queries.wage.key(),
    queries.balance.key(),
    queries.roster.key(),
    queries.cancellation.key(),
    queries.closure.key(),
    queries.offer.key(),
    queries.reschedule.key(),
    queries.client.get.key(),
    queries.search.key(),
    queries.deletion.key(),
    queries.report.key(),
  ],
  catalog: [
    queries.prepayment.key(),
    queries.tax.key(),
    queries.catalog.key(),
    queries.completion.key(),
    queries.wage.key(),
    queries.enrolment.key(),
    queries.session.key(),
    queries.cancellation.key(),
    queries.closure.key(),
  ],
  clients: [
    queries.payment.key(),
    queries.till.key(),
    queries.packages.key(),
    queries.report.key(),
    queries.balance.key(),
    queries.prepayment.key(),
    queries.client.key(),
    queries.document.key(),
    queries.invoice.key(),
    queries.participant.key(),
    queries.enrolment.key(),
    queries.booking.key(),
    queries.roster.key(),
    queries.enrolment.key(),
    queries.booking.key(),
    queries.session.get.key(),
    queries.search.key(),
  ],
  staff: [queries.staff.key(), queries.auth.key()],
  studio: [
    queries.prepayment.key(),
    queries.studio.key(),
    queries.document.key(),
    queries.setup.key(),
    queries.task.problems.key(),
  ],
  jobs: [
    queries.job.key(),
    queries.report.key(),
    queries.cancellation.key(),
    queries.closure.key(),
    queries.task.problems.key(),
  ],
  tasks: [queries.task.key()],
  messages: [queries.message.key(), queries.task.problems.key()],
  imports: [queries.imports.key()],
  backups: [queries.backup.key()],
  closures: [queries.closure.key(), queries.session.key(), queries.cancellation.key(), queries.series.key()],
  series: [queries.prepayment.key(), queries.series.key(), queries.enrolment.key(), queries.session.key()],
  decisions: [queries.decision.key()],
  'auto-invoices': [queries.autoInvoice.key(), queries.job.key(), queries.task.problems.key()],
  views: [queries.view.key()],
  wages: [queries.wage.key()],
  // While its page is open, an invoice shows the address, and as a code on the paper.
  cards: [queries.card.key(), queries.invoice.get.key(), queries.document.key()],
  offers: [queries.offer.key(), queries.reschedule.key(), queries.session.key(), queries.task.problems.key()],
};
