import { useMemo, useState } from 'react';
import type { SessionId } from '#domain/values/ids.ts';
import type { RowKey } from '#renderer/ui/use-table-keys.ts';

/** A session with the version that was seen when it was ticked. */
export interface TickedSession {
  readonly id: SessionId;
  readonly version: number;
}

/**
 * What is ticked in a list that comes page by page: a session stays ticked when its row is not loaded any more, or never was.
 * A row that is loaded counts as it is seen now.
 */
export function useTicked(rows: readonly TickedSession[]) {
  const [versions, setVersions] = useState<ReadonlyMap<RowKey, number>>(new Map());
  const loaded = useMemo(() => versionsOf(rows), [rows]);
  return {
    selected: useMemo(() => new Set(versions.keys()), [versions]),
    sessions: useMemo(
      () =>
        [...versions].map(([id, version]) => ({ id: id as SessionId, version: loaded.get(id) ?? version })),
      [versions, loaded],
    ),
    select: (keys: ReadonlySet<RowKey>): void =>
      setVersions(new Map([...keys].map((id) => [id, versions.get(id) ?? loaded.get(id) ?? 0]))),
    tick: (sessions: readonly TickedSession[]): void => setVersions(versionsOf(sessions)),
    untick: (): void => setVersions(new Map()),
  };
}

const versionsOf = (rows: readonly TickedSession[]): ReadonlyMap<RowKey, number> =>
  new Map(rows.map(({ id, version }) => [id, version]));
