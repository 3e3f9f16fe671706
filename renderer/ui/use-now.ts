import { useEffect, useState } from 'react';

/** The present instant, epoch ms, renewed every minute: enough to tell what is over. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
