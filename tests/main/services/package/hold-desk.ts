import { randomUUID } from 'node:crypto';
import type { LotId } from '#domain/values/ids.ts';
import type { CallAnswer } from '#tests/support/procedures.ts';
import type { PackageDesk } from './package-desk.ts';

/** Who asks, in tests that need only this of a desk. */
type Asking = Pick<PackageDesk, 'ask'>;

export const of = (...ids: readonly LotId[]) => ({ kind: 'lots', ids });

/** As the dialog does it: with a look first. */
export async function hold(
  { ask }: Asking,
  which: object,
  days: { readonly from: string; readonly to: string | null },
  { places = 'keep', tell = false }: { readonly places?: 'keep' | 'cancel'; readonly tell?: boolean } = {},
): Promise<CallAnswer> {
  const preview = await ask('packages.previewHold', { which, days, places });
  if (preview.code !== 'OK') return preview;
  const { planHash } = preview.data as { planHash: string };
  return ask('packages.hold', {
    which,
    days,
    places,
    tell,
    reason: 'Knee',
    planHash,
    requestUid: randomUUID(),
  });
}

export async function release({ ask }: Asking, which: object): Promise<CallAnswer> {
  const preview = await ask('packages.previewRelease', { which });
  if (preview.code !== 'OK') return preview;
  const expected = { lots: (preview.data as { lots: number }).lots };
  return ask('packages.release', { which, reason: 'Better', expected, requestUid: randomUUID() });
}
