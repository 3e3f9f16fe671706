import * as settings from '#db/repositories/settings.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { InvoiceSettings } from '../../settings/invoice-settings.ts';
import { SETTING_KEYS } from '../../settings/studio-settings.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

/** Holds for the invoices that are issued and the reminders that are sent from now on. */
export function updateInvoiceSettings(
  context: ServiceContext,
  actor: Actor,
  input: InvoiceSettings,
): Result<void, InvalidInput> {
  if (input.invoicePrefix === input.creditNotePrefix) return invalidInput('creditNotePrefix', 'TWICE');
  const isRising = input.reminderDays.every(
    (day, index, days) => index === 0 || day > (days[index - 1] ?? 0),
  );
  if (!isRising) return invalidInput('reminderDays', 'TWICE');
  const at = context.now();
  return commit<Result<void, InvalidInput>>(context, ['invoices', 'studio'], (tx) => {
    settings.set(tx, SETTING_KEYS.invoices, input, at);
    const deed = { action: 'settings.invoices', subjectKind: 'studio', subjectId: 1, data: { ...input } };
    recordDeed(tx, actor, at, deed);
    return ok(undefined);
  });
}
