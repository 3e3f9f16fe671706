import type { ReadDb } from '#db/database.ts';
import * as packages from '#db/repositories/package.ts';
import * as services from '#db/repositories/service.ts';
import type { Id, ServiceId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import {
  changedMeanwhile,
  type ChangedMeanwhile,
  type InUse,
  nameTaken,
  type NameTaken,
  notFound,
  type NotFound,
} from '../errors.ts';
import { isNameTaken } from './is-name-taken.ts';
import { recordDeed } from '../record-deed.ts';

export interface PackageInput {
  readonly name: string;
  readonly credits: number;
  readonly priceMinor: number;
  readonly validDays: number | null;
  readonly serviceIds: readonly ServiceId[];
  readonly active: boolean;
  readonly rescheduleFeeMinor: number;
}

export function createPackage(
  context: ServiceContext,
  actor: Actor,
  input: PackageInput,
): Result<{ id: Id<'package'> }, NameTaken | NotFound> {
  return commit(context, ['catalog'], (tx) => {
    if (isNameTaken(packages.list(tx), input)) return nameTaken(input.name);
    if (!allExist(tx, input.serviceIds)) return notFound('service');
    const { id } = packages.insert(tx, fieldsOf(input), unique(input.serviceIds));
    recordDeed(tx, actor, context.now(), {
      action: 'package.created',
      subjectKind: 'package',
      subjectId: id,
    });
    return ok({ id: id as Id<'package'> });
  });
}

/**
 * Lots already sold keep their credits, price, expiry and fee, and pay for the services that the package names now: more may be added, but
 * none taken away while somebody has credits left.
 */
export function updatePackage(
  context: ServiceContext,
  actor: Actor,
  input: PackageInput & { readonly id: Id<'package'>; readonly version: number },
): Result<void, NameTaken | NotFound | ChangedMeanwhile | InUse> {
  const { id, version } = input;
  return commit(context, ['catalog'], (tx) => {
    const before = packages.findById(tx, id);
    if (!before) return notFound('package');
    if (isNameTaken(packages.list(tx), input)) return nameTaken(input.name);
    if (!allExist(tx, input.serviceIds)) return notFound('service');
    const keepsServices = before.serviceIds.every((serviceId) => input.serviceIds.includes(serviceId));
    const count = keepsServices ? 0 : packages.countLiveLots(tx, id);
    if (count > 0)
      return err<InUse>({ code: 'IN_USE', what: 'service of this package', by: 'sold package', count });
    if (!packages.update(tx, id, version, fieldsOf(input), unique(input.serviceIds)))
      return changedMeanwhile('package');
    const data = { credits: input.credits, priceMinor: input.priceMinor };
    const deed = { action: 'package.changed', subjectKind: 'package', subjectId: id, data };
    recordDeed(tx, actor, context.now(), deed);
    return ok(undefined);
  });
}

const allExist = (db: ReadDb, ids: readonly ServiceId[]): boolean => {
  const known = new Set(services.list(db).map(({ id }) => id));
  return ids.every((id) => known.has(id));
};

const unique = (ids: readonly ServiceId[]): ServiceId[] => [...new Set(ids)];

const fieldsOf = ({ name, credits, priceMinor, validDays, active, rescheduleFeeMinor }: PackageInput) => ({
  name,
  credits,
  priceMinor,
  validDays,
  active,
  rescheduleFeeMinor,
});
