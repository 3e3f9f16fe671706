import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { SessionId } from '#domain/values/ids.ts';
import { NO_FILTERS, useBulkCancel } from './bulk-cancel-store.ts';

/** Ticks the sessions that the address names and nothing else; the address then forgets them, so that ticks can be changed. */
export function useGivenSessions(): void {
  const { sessions }: { readonly sessions?: readonly SessionId[] } = useSearch({ strict: false });
  const navigate = useNavigate();
  useEffect(() => {
    if (!sessions) return;
    const { set } = useBulkCancel.getState();
    set({ ticks: new Set(sessions), ends: new Map(), filters: NO_FILTERS, accepted: null });
    void navigate({
      to: '.',
      search: (now: object) => ({ ...now, sessions: undefined }),
      replace: true,
    } as never);
  }, [sessions, navigate]);
}
