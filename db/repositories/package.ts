import { and, asc, eq } from 'drizzle-orm';
import type { ReadDb, WriteDb } from '#db/database.ts';
import { type NewPackage, type Package, packageServices, packages } from '#db/schema/package.ts';
import type { Id, ServiceId } from '#domain/values/ids.ts';
import { found } from './found.ts';

export type PackageId = Id<'package'>;

/** An offer with the services it pays for. */
export interface PackageOffer extends Package {
  readonly serviceIds: readonly ServiceId[];
}

/** All offers, also the inactive, by name. */
export function list(db: ReadDb): PackageOffer[] {
  const services = Map.groupBy(db.orm.select().from(packageServices).all(), ({ packageId }) => packageId);
  return db.orm
    .select()
    .from(packages)
    .orderBy(asc(packages.name), asc(packages.id))
    .all()
    .map((row) => ({ ...row, serviceIds: (services.get(row.id) ?? []).map(({ serviceId }) => serviceId) }));
}

export function findById(db: ReadDb, id: PackageId): PackageOffer | undefined {
  const row = db.orm.select().from(packages).where(eq(packages.id, id)).get();
  return row && { ...row, serviceIds: serviceIdsOf(db, id) };
}

export function getById(db: ReadDb, id: PackageId): PackageOffer {
  return found(findById(db, id), 'package', id);
}

export function insert(tx: WriteDb, row: NewPackage, serviceIds: readonly ServiceId[]): PackageOffer {
  const { id } = tx.orm.insert(packages).values(row).returning().get();
  setServices(tx, id, serviceIds);
  return getById(tx, id);
}

/** Changes the offer if it still has `version`; undefined if somebody was faster. Lots already sold keep their terms. */
export function update(
  tx: WriteDb,
  id: PackageId,
  version: number,
  patch: Partial<Omit<NewPackage, 'id' | 'version'>>,
  serviceIds?: readonly ServiceId[],
): PackageOffer | undefined {
  const changed = tx.orm
    .update(packages)
    .set({ ...patch, version: version + 1 })
    .where(and(eq(packages.id, id), eq(packages.version, version)))
    .returning()
    .get() as Package | undefined;
  if (!changed) return undefined;
  if (serviceIds) setServices(tx, id, serviceIds);
  return getById(tx, id);
}

/** Lots that were ever sold of it, given away or not. */
export const countLots = (db: ReadDb, id: PackageId): number =>
  db.get<{ n: number }>('SELECT COUNT(*) AS n FROM credit_lots WHERE package_id = ?', [id])?.n ?? 0;

/** Lots of it whose credits can still pay. */
export const countLiveLots = (db: ReadDb, id: PackageId): number =>
  db.get<{ n: number }>(
    'SELECT COUNT(*) AS n FROM credit_lots WHERE package_id = ? AND used + expired < bought',
    [id],
  )?.n ?? 0;

/** An offer that no lot names. */
export function remove(tx: WriteDb, id: PackageId): void {
  setServices(tx, id, []);
  tx.orm.delete(packages).where(eq(packages.id, id)).run();
}

function setServices(tx: WriteDb, packageId: PackageId, serviceIds: readonly ServiceId[]): void {
  tx.orm.delete(packageServices).where(eq(packageServices.packageId, packageId)).run();
  for (const serviceId of serviceIds) tx.orm.insert(packageServices).values({ packageId, serviceId }).run();
}

function serviceIdsOf(db: ReadDb, packageId: PackageId): ServiceId[] {
  return db.orm
    .select({ serviceId: packageServices.serviceId })
    .from(packageServices)
    .where(eq(packageServices.packageId, packageId))
    .all()
    .map(({ serviceId }) => serviceId);
}
