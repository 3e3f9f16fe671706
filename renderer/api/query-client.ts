import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { queries } from './engine.ts';
import { engineError } from './engine-error.ts';

/**
 * What the window remembers of the engine's answers. Nothing grows stale by itself: the engine announces every change
 * (topics.ts), and a new connection asks everything again.
 */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: askWhoIsSignedIn }),
  mutationCache: new MutationCache({ onError: askWhoIsSignedIn }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => engineError(error).code === 'CONNECTION_LOST' && count < 3,
      retryDelay: 200,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

function askWhoIsSignedIn(error: unknown): void {
  if (engineError(error).code !== 'SIGN_IN_REQUIRED') return;
  void queryClient.invalidateQueries({ queryKey: queries.auth.me.key() });
}
