import type { SessionId } from '../values/ids.ts';

/** What names a session outside, for ever: its row id alone could come again after a restore, its moment of making cannot. */
export interface FeedSessionKey {
  readonly id: SessionId;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** UID of a session's event in every calendar file of this studio. */
export function feedUid({ id, createdAt }: FeedSessionKey, tenantUid: string): string {
  return `session-${id}-${createdAt.toString(36)}@${tenantUid}.callboard`;
}

/** The session that such a UID names; null for a UID of another studio or another program. */
export function readFeedUid(uid: string, tenantUid: string): FeedSessionKey | null {
  const [, id = '', made = '', tenant] =
    /^session-(\d{1,15})-([0-9a-z]{1,11})@(.+)\.callboard$/.exec(uid) ?? [];
  if (tenant !== tenantUid) return null;
  return { id: Number(id) as SessionId, createdAt: Number.parseInt(made, 36) };
}
