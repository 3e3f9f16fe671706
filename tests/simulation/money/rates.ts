import type { Rate } from './paper-tax.ts';
import { ask, type MoneyWorld, rowsOf } from './world.ts';

const RATES = [
  { name: 'Full', rateBp: 1900, inclusive: true },
  { name: 'Added', rateBp: 825, inclusive: false },
];

/** Two rates as Settings make them, each for one of the services; every fourth desk knows no tax. */
export async function addRates(world: MoneyWorld): Promise<void> {
  if (world.seed % 4 === 0) return;
  for (const [index, rate] of RATES.entries()) {
    const added = await ask<{ id: number }>(world, 'tax.create', { ...rate, active: true });
    if (!added.ok) continue;
    const service = index === 0 ? world.studio.yoga : world.studio.massage;
    world.test.db.write((tx) =>
      tx.run('UPDATE services SET tax_rate_id = ? WHERE id = ?', [added.data.id, service]),
    );
  }
}

/** Another rate from now on; what is saved or billed keeps its own. */
export async function changeRate(world: MoneyWorld): Promise<void> {
  const rows = await ask<{ id: number; name: string; rateBp: number }[]>(world, 'tax.list', undefined);
  if (!rows.ok || rows.data.length === 0) return;
  const rate = world.chance.pick(rows.data);
  await ask(world, 'tax.update', { ...rate, rateBp: world.chance.pick([0, 700, 1900, 2777]) });
}

export const rates = (world: MoneyWorld): (Rate & { readonly id: number })[] =>
  rowsOf<{ id: number; bp: number; inclusive: number }>(
    world,
    'SELECT id, rate_bp AS bp, inclusive FROM tax_rates ORDER BY id',
  ).map((row) => ({ ...row, inclusive: row.inclusive === 1 }));

/** The rate of the service whose session the place is in, now, in hundredths of a per cent. */
export function usualRate(world: MoneyWorld, place: number): number {
  const [row] = rowsOf<{ bp: number | null }>(
    world,
    `SELECT r.rate_bp AS bp FROM bookings b JOIN sessions s ON s.id = b.session_id JOIN services v ON v.id = s.service_id
     LEFT JOIN tax_rates r ON r.id = v.tax_rate_id WHERE b.id = ${place}`,
  );
  return row?.bp ?? 0;
}
