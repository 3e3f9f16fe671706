import { and, asc, desc, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewWageRate, type WageRate, wageRates } from '#db/schema/completion.ts';
import type { PractitionerId, ServiceId, WageRateId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { rowById } from './row-by-id.ts';

/** A practitioner's wages, the general ones first, then by service; of each the newest first. */
export function listForPractitioner(db: ReadDb, practitionerId: PractitionerId): WageRate[] {
  return db.orm
    .select()
    .from(wageRates)
    .where(eq(wageRates.practitionerId, practitionerId))
    .orderBy(asc(wageRates.serviceId), desc(wageRates.fromDate))
    .all();
}

/** The wages of many practitioners, in no order. */
export function listForPractitioners(db: ReadDb, ids: readonly PractitionerId[]): WageRate[] {
  return db.all(
    `SELECT id, practitioner_id AS practitionerId, service_id AS serviceId, from_date AS fromDate, wage_type AS wageType,
       wage_minor AS wageMinor, wage_basis AS wageBasis, created_at AS createdAt
     FROM wage_rates WHERE practitioner_id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
}

export const findById = rowById(wageRates);

/** The wage that begins on exactly this day. */
export function findFrom(
  db: ReadDb,
  key: {
    readonly practitionerId: PractitionerId;
    readonly serviceId: ServiceId | null;
    readonly fromDate: LocalDate;
  },
): WageRate | undefined {
  return db.orm
    .select()
    .from(wageRates)
    .where(and(eq(wageRates.practitionerId, key.practitionerId), eq(wageRates.fromDate, key.fromDate)))
    .all()
    .find(({ serviceId }) => serviceId === key.serviceId);
}

export function insert(tx: WriteDb, row: NewWageRate): WageRate {
  return tx.orm.insert(wageRates).values(row).returning().get();
}

export function update(
  tx: WriteDb,
  id: WageRateId,
  patch: Pick<NewWageRate, 'wageType' | 'wageMinor' | 'wageBasis'>,
): void {
  tx.orm.update(wageRates).set(patch).where(eq(wageRates.id, id)).run();
}

/** Wage lines that name this rate, reversed ones too. */
export function countLines(db: ReadDb, id: WageRateId): number {
  return (
    db.get<{ lines: number }>('SELECT COUNT(*) AS lines FROM wage_lines WHERE rate_id = ?', [id])?.lines ?? 0
  );
}

export function remove(tx: WriteDb, id: WageRateId): void {
  tx.orm.delete(wageRates).where(eq(wageRates.id, id)).run();
}
