import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { SessionRow } from '#contract/desktop/session.ts';
import { engine, queries } from '#renderer/api/engine.ts';

const PAGE = 200;

/** What the list asks for. */
export type Listing = Omit<Parameters<typeof engine.session.count>[0], never>;

/** The list, page after page as one scrolls, each asked for by the last row before it; counted apart, so that no page waits for it. */
export function useSessionPages(listing: Listing) {
  const query = useInfiniteQuery({
    queryKey: [...queries.session.list.key(), 'pages', listing],
    queryFn: ({ pageParam, signal }) =>
      engine.session.list({ ...listing, after: pageParam, limit: PAGE }, { signal }),
    initialPageParam: null as Pick<SessionRow, 'date' | 'startsAt' | 'id'> | null,
    getNextPageParam: ({ rows, more }) => {
      const last = rows.at(-1);
      return more && last ? { date: last.date, startsAt: last.startsAt, id: last.id } : undefined;
    },
    placeholderData: keepPreviousData,
  });
  const count = useQuery({
    ...queries.session.count.queryOptions({ input: listing }),
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return {
    rows,
    count: count.data ?? null,
    error: query.error,
    isPending: query.isPending,
    retry: () => void query.refetch(),
    /** To be told the last row in sight: loads on when the end comes near. */
    onSeen: (lastIndex: number) => {
      if (lastIndex >= rows.length - 40 && query.hasNextPage && !query.isFetchingNextPage)
        void query.fetchNextPage();
    },
  };
}
