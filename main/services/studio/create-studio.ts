import * as locations from '#db/repositories/location.ts';
import * as staff from '#db/repositories/staff.ts';
import * as studio from '#db/repositories/studio.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import type { Zone } from '#domain/values/time.ts';
import { commit } from '../commit.ts';
import type { ServiceContext } from '../context.ts';
import { hashPin } from '../staff/pin-hash.ts';
import { recordDeed } from '../record-deed.ts';

export interface NewStudioInput {
  readonly studioName: string;
  readonly currency: string;
  readonly zone: Zone;
  readonly locale: string;
  readonly weekStartsOn: number;
  readonly ownerName: string;
  readonly pin: string;
}

export type AlreadySetUp = { readonly code: 'ALREADY_SET_UP' };

/** First start: the studio, its owner and one location named after it. Refused once a studio exists or demo data are being made. */
export async function createStudio(
  context: ServiceContext,
  input: NewStudioInput,
): Promise<Result<void, AlreadySetUp>> {
  if (isSetUp(context)) return err({ code: 'ALREADY_SET_UP' });
  const pinHash = await hashPin(input.pin);
  const createdAt = context.now();
  return commit(context, ['studio', 'staff', 'catalog'], (tx) => {
    if (studio.find(tx) || context.upkeep.demoProgress())
      return err<AlreadySetUp>({ code: 'ALREADY_SET_UP' });
    const { studioName: name, currency, zone, locale, weekStartsOn } = input;
    studio.insert(tx, { tenantUid: context.newUid(), name, currency, zone, locale, weekStartsOn, createdAt });
    locations.insert(tx, { name, zone });
    const owner = staff.insert(tx, { name: input.ownerName, role: 'owner', pinHash, createdAt });
    recordDeed(tx, { staffId: owner.id, name: owner.name, role: 'owner', practitionerId: null }, createdAt, {
      action: 'studio.created',
      subjectKind: 'studio',
      subjectId: 1,
    });
    return ok(undefined);
  });
}

export const isSetUp = ({ db, upkeep }: ServiceContext): boolean =>
  studio.find(db.read) !== undefined || upkeep.demoProgress() !== null;
