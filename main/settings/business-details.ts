import type { ReadDb } from '#db/database.ts';
import * as settings from '#db/repositories/settings.ts';
import { SETTING_KEYS } from './studio-settings.ts';

/** What stands on the studio's documents besides its name. Texts of several lines keep them; empty where there is nothing. */
export interface BusinessDetails {
  readonly address: string;
  readonly email: string;
  readonly phone: string;
  /** Without "https://". */
  readonly website: string;
  readonly taxNumber: string;
  /** How to pay without the link: bank, account, reference. */
  readonly paymentInstructions: string;
  /** Ends each page. */
  readonly footer: string;
  /** A data URL of a PNG or JPEG; null for none. */
  readonly logo: string | null;
}

export const readBusinessDetails = (db: ReadDb): BusinessDetails => ({
  address: '',
  email: '',
  phone: '',
  website: '',
  taxNumber: '',
  paymentInstructions: '',
  footer: '',
  logo: null,
  ...settings.get<Partial<BusinessDetails>>(db, SETTING_KEYS.businessDetails, {}),
});
