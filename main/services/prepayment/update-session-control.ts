import type { WriteDb } from '#db/database.ts';
import * as types from '#db/repositories/completion-type.ts';
import * as settings from '#db/repositories/settings.ts';
import type { PrepaymentRule } from '#domain/prepayment/rule.ts';
import { ok, type Result } from '#domain/values/result.ts';
import type { ClientPolicySettings } from '../../settings/prepayment-settings.ts';
import { SETTING_KEYS } from '../../settings/studio-settings.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';

/** Holds for every place that is given from now on; places that are held stay, also of clients who would get none today. */
export function updatePrepaymentRule(
  context: ServiceContext,
  actor: Actor,
  input: PrepaymentRule,
): Result<void, InvalidInput> {
  if (input.mode === 'threshold' && input.thresholdMinor === 0)
    return invalidInput('thresholdMinor', 'REQUIRED');
  return commit(context, ['studio', 'clients', 'sessions'], (tx) => {
    store(tx, actor, context.now(), SETTING_KEYS.prepayment, { ...input });
    return ok(undefined);
  });
}

/**
 * What canceling costs a client who books from now on. Two levels with the same notice contradict each other; the type that asks
 * for its cost when a session is saved cannot tell a client what it will be.
 */
export function updatePolicy(
  context: ServiceContext,
  actor: Actor,
  input: ClientPolicySettings,
): Result<void, InvalidInput> {
  return commit(context, ['studio', 'sessions'], (tx): Result<void, InvalidInput> => {
    const notices = new Set<number>();
    for (const [index, { hoursBefore, typeId }] of input.levels.entries()) {
      if (notices.has(hoursBefore)) return invalidInput(`levels.${index}.hoursBefore`, 'TWICE');
      notices.add(hoursBefore);
      const type = types.findById(tx, typeId);
      if (!type || type.builtIn === 'override') return invalidInput(`levels.${index}.typeId`, 'NOT_A_CHOICE');
    }
    const levels = input.levels.toSorted((a, b) => a.hoursBefore - b.hoursBefore);
    store(tx, actor, context.now(), SETTING_KEYS.clientPolicy, { levels });
    return ok(undefined);
  });
}

function store(
  tx: WriteDb,
  actor: Actor,
  at: number,
  key: string,
  value: Readonly<Record<string, unknown>>,
): void {
  settings.set(tx, key, value, at);
  recordDeed(tx, actor, at, { action: `settings.${key}`, subjectKind: 'studio', subjectId: 1, data: value });
}
