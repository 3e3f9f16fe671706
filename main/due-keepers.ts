import * as offers from '#db/repositories/offer.ts';
import { createDueKeeper, type DueKeeper } from './due-keeper.ts';
import { RUNS_A_TURN } from './services/auto-invoice/missed-runs.ts';
import { nextRunAt, startDueRuns } from './services/auto-invoice/start-due-runs.ts';
import type { ServiceContext } from './services/context.ts';
import { runReminders } from './services/invoice/send-invoice.ts';
import { runSomeExpiries } from './services/package/run-expiries.ts';
import { runDueOffers } from './services/offer/run-due-offers.ts';

/** Everything in the engine that happens by the clock, each with a keeper of its own: what troubles one does not hold up another. */
export function createDueKeepers(
  services: ServiceContext,
  onTrouble: (thrown: unknown, where: string) => void,
): DueKeeper {
  const keep = (where: string, run: () => unknown, nextAt: () => number | undefined): DueKeeper =>
    createDueKeeper({ run, nextAt, now: services.now, onTrouble: (thrown) => onTrouble(thrown, where) });
  const keepers = [
    keep(
      'offers',
      () => runDueOffers(services),
      () => offers.nextDeadlineAt(services.db.read, services.now()),
    ),
    keep(
      'invoice reminders',
      () => runReminders(services),
      () => undefined,
    ),
    keep(
      'packages',
      () => runSomeExpiries(services),
      () => undefined,
    ),
    keep(
      'auto invoices',
      () => startDueRuns(services, RUNS_A_TURN) === RUNS_A_TURN,
      () => nextRunAt(services.db.read),
    ),
  ];
  return {
    stop: () => {
      for (const keeper of keepers) keeper.stop();
    },
  };
}
