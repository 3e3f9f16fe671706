import type { ReadDb } from '#db/database.ts';
import * as settings from '#db/repositories/settings.ts';
import type { PrepaymentRule } from '#domain/prepayment/rule.ts';
import type { CompletionTypeId } from '#domain/values/ids.ts';
import { SETTING_KEYS } from './studio-settings.ts';

/** What must be paid before a place is given (Settings, Session control). Unless changed: nothing. */
export const readPrepaymentRule = (db: ReadDb): PrepaymentRule =>
  settings.get<PrepaymentRule>(db, SETTING_KEYS.prepayment, { mode: 'open', thresholdMinor: 0 });

/** The levels as they are set; bookings keep a copy with what their completion types said then. */
export interface ClientPolicySettings {
  readonly levels: readonly { readonly hoursBefore: number; readonly typeId: CompletionTypeId }[];
}

/** What canceling costs a client. Unless changed: nothing. */
export const readClientPolicySettings = (db: ReadDb): ClientPolicySettings =>
  settings.get<ClientPolicySettings>(db, SETTING_KEYS.clientPolicy, { levels: [] });
