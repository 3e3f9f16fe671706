/** What of our own records the provider's list is read with. */
export interface LookUpFacts {
  readonly tenantUid: string;
  /** The studio was once restored from a backup: the provider may know more of ours than we do (D6). */
  readonly restored: boolean;
  /** Entries of the list that rows of ours stand for, by the provider's id. */
  readonly taken: ReadonlySet<string>;
  /** Our rows that could be in the list: what carries the uid of one of these is not from a lost timeline. */
  readonly uids: ReadonlySet<string>;
}

/** A refund or a charge as the provider lists it. */
interface Entry {
  readonly id: string;
  readonly status: string;
  readonly amountMinor: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** It moved money, or still may. */
export const isLive = ({ status }: Pick<Entry, 'status'>): boolean =>
  status !== 'failed' && status !== 'canceled';

/**
 * After a restore: an entry that the lost timeline sent and no row of ours stands for, of just this amount (D6). Whether it is for
 * the same booking or invoice is the caller's to know. `uidKey` names the metadata that holds our uid.
 */
export function isFromLostTimeline(
  { id, metadata, amountMinor }: Entry,
  uidKey: 'cb_refund' | 'cb_charge',
  wantedMinor: number,
  { tenantUid, taken, uids }: LookUpFacts,
): boolean {
  return (
    metadata['cb_studio'] === tenantUid &&
    amountMinor === wantedMinor &&
    !taken.has(id) &&
    !uids.has(metadata[uidKey] ?? '')
  );
}
