import { useIdle } from '@mantine/hooks';
import { useEffect } from 'react';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { signOut } from './sign-out.ts';

/** Locks after the studio's idle time, and when the computer itself was locked or put to sleep. */
export function useLock(): void {
  const { lockAfterSeconds } = useStudio();
  const isIdle = useIdle(lockAfterSeconds * 1000, { initialState: false });
  useEffect(() => {
    if (isIdle) void signOut();
  }, [isIdle]);
  useEffect(() => window.callboard?.onLockRequested(() => void signOut()), []);
}
