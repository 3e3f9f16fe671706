import { addDays } from '#domain/values/time.ts';
import { startDueRuns } from '#main/services/auto-invoice/start-due-runs.ts';
import { act } from './act.ts';
import { type Step, someClient, today } from './dice.ts';
import { inspect } from './verdict.ts';
import { anyOf, rows } from './world.ts';

/** Other terms of automatic invoicing, or the same again: on or off, in the middle of any period. */
export const setAutoInvoicing: Step = async (world) => {
  const { chance } = world;
  const version = rows(world, 'SELECT MAX(id) AS id FROM auto_invoice_settings')[0]?.['id'] ?? 0;
  const send = chance.percent(70);
  await act(
    world,
    'autoInvoice.saveSetting',
    {
      version,
      enabled: chance.percent(85),
      interval: chance.pick(['weekly', 'biweekly', 'monthly']),
      billed: chance.pick(['completed', 'scheduled']),
      runTime: chance.pick(['00:00', '02:30', '06:00']),
      anchorDay: today(world),
      sinceDay: addDays(today(world), chance.between(-20, 5)),
      dueDays: chance.between(0, 30),
      send,
      autoBilling: send && chance.percent(50),
      includeEarlier: chance.percent(70),
      retryDays: [1, 3, 5],
    },
    chance.between(0, 1),
  );
};

/** The clock goes on by days, and the keeper looks what is due. */
export const runAutoInvoices: Step = async (world) => {
  const days = world.chance.pick([0, 1, 7]);
  world.clock.advance(days * 86_400_000);
  const started = startDueRuns(world.desk.services);
  world.story.push(`${days} days later: ${started} runs of automatic invoicing`);
  inspect(world, 'due runs');
  if (world.chance.percent(60)) await world.harness.runner.runUntilIdle();
  inspect(world, 'runs');
};

export const retryRun: Step = async (world) => {
  const run = anyOf(world, 'SELECT id AS runId FROM invoice_runs');
  if (run) await act(world, 'autoInvoice.retryFailed', run, world.chance.between(0, 1));
};

export const switchClient: Step = async (world) => {
  const { chance } = world;
  const client = someClient(world);
  if (!client) return;
  const [known] = rows(world, 'SELECT version FROM client_auto_invoicing WHERE client_id = ?', [
    client['id'] ?? 0,
  ]);
  await act(
    world,
    'autoInvoice.setClientSwitches',
    {
      clientId: client['id'],
      invoices: chance.percent(80),
      charges: chance.percent(80),
      version: known?.['version'] ?? 0,
    },
    chance.between(0, 1),
  );
};
