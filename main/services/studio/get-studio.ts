import * as studio from '#db/repositories/studio.ts';
import type { ServiceContext } from '../context.ts';
import {
  isMailConfigured,
  readLockAfterSeconds,
  readMailSettings,
  readPaymentProvider,
} from '../../settings/studio-settings.ts';

/** What every screen needs to know of the studio. */
export function getStudio({ db, moneyFrozen }: ServiceContext) {
  const { name, currency, zone, locale, weekStartsOn, isDemo } = studio.get(db.read);
  const provider = readPaymentProvider(db.read);
  return {
    name,
    currency,
    zone,
    locale,
    weekStartsOn,
    isDemo,
    gateway: provider ? ('stripe' as const) : ('simulator' as const),
    gatewayLive: provider?.livemode ?? false,
    mailConfigured: isMailConfigured(readMailSettings(db.read)),
    lockAfterSeconds: readLockAfterSeconds(db.read),
    moneyFrozen: moneyFrozen('known') > 0,
  };
}
