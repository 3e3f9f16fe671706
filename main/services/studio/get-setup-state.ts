import * as studio from '#db/repositories/studio.ts';
import type { ServiceContext } from '../context.ts';

/** Whether there is a studio yet, how far demo data are, and what this computer suggests for the form. */
export function getSetupState({ db, upkeep }: ServiceContext) {
  const building = upkeep.demoProgress();
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  return {
    ready: building === null && studio.find(db.read) !== undefined,
    building: building && { done: building.done, total: building.total },
    zone: timeZone,
    locale,
  };
}
