import * as settings from '#db/repositories/settings.ts';
import { hasUnknownPlaceholder } from '#domain/message/render-template.ts';
import { placeholdersOf } from '#domain/message/placeholders-of.ts';
import { ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type InvalidInput, invalidInput } from '../errors.ts';
import { recordDeed } from '../record-deed.ts';
import type { BusinessDetails } from '../../settings/business-details.ts';
import { type MessageTemplates } from '../../settings/message-templates.ts';
import {
  type CancellationSettings,
  type CardPages,
  type CutOffs,
  type NotificationSettings,
  type PackageSettings,
  type SessionControl,
  SETTING_KEYS,
  type SimulatorSettings,
} from '../../settings/studio-settings.ts';

/** Holds for the documents that are made or sent from now on; those that were saved as files stay as they are. */
export function updateBusinessDetails(
  context: ServiceContext,
  actor: Actor,
  input: BusinessDetails,
): Result<void, never> {
  const { logo, ...rest } = input;
  return store(context, actor, SETTING_KEYS.businessDetails, input, { ...rest, hasLogo: logo !== null });
}

/** Holds for the next plan; jobs that run keep the plan they were accepted with. */
export function updateCancellationSettings(
  context: ServiceContext,
  actor: Actor,
  input: CancellationSettings,
): Result<void, never> {
  return store(context, actor, SETTING_KEYS.cancellation, input, { ...input });
}

/** What clients may do alone from now on; bookings that exist stay. */
export function updateSessionControl(
  context: ServiceContext,
  actor: Actor,
  input: SessionControl,
): Result<void, never> {
  return store(context, actor, SETTING_KEYS.sessionControl, input, { ...input });
}

/** The cut-offs hold from now on, for offers that are open too; their deadlines stay. */
export function updateCutOffs(
  context: ServiceContext,
  actor: Actor,
  input: CutOffs,
): Result<void, InvalidInput> {
  if (input.offerCloses <= input.offerOpens) return invalidInput('offerCloses', 'RANGE_REVERSED');
  return store(context, actor, SETTING_KEYS.cutOffs, input, { ...input });
}

/** Refused when a text holds a placeholder that nothing would be put in for. */
export function updateTemplates(
  context: ServiceContext,
  actor: Actor,
  input: MessageTemplates,
): Result<void, InvalidInput> {
  for (const [name, { subject, body }] of Object.entries(input)) {
    const known = placeholdersOf(name);
    if (hasUnknownPlaceholder(subject, known)) return invalidInput(`${name}.subject`, 'PLACEHOLDER');
    if (hasUnknownPlaceholder(body, known)) return invalidInput(`${name}.body`, 'PLACEHOLDER');
  }
  return store(context, actor, SETTING_KEYS.templates, input, {});
}

/** What the desk's dialogs start with. */
export function updateNotificationSettings(
  context: ServiceContext,
  actor: Actor,
  input: NotificationSettings,
): Result<void, never> {
  return store(context, actor, SETTING_KEYS.notifications, input, { ...input });
}

/** What clients hear of the end of their packages from now on. */
export function updatePackageSettings(
  context: ServiceContext,
  actor: Actor,
  input: PackageSettings,
): Result<void, never> {
  return store(context, actor, SETTING_KEYS.packages, input, { ...input });
}

export function updateSimulator(
  context: ServiceContext,
  actor: Actor,
  input: SimulatorSettings,
): Result<void, never> {
  return store(context, actor, SETTING_KEYS.simulator, input, { ...input });
}

function store(
  context: ServiceContext,
  actor: Actor,
  key: string,
  value: unknown,
  data: Readonly<Record<string, unknown>>,
): Result<void, never> {
  const stored = commit(context, ['studio'], (tx) => {
    settings.set(tx, key, value, context.now());
    const deed = { action: `settings.${key}`, subjectKind: 'studio', subjectId: 1, data };
    recordDeed(tx, actor, context.now(), deed);
    return ok(undefined);
  });
  context.wakeJobs();
  return stored;
}

/** Where clients come out of pages that are opened from now on. */
export function updateCardPages(
  context: ServiceContext,
  actor: Actor,
  input: CardPages,
): Result<void, never> {
  return store(context, actor, SETTING_KEYS.cardPages, input, { ...input });
}
