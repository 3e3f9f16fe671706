import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

const PAGE = 200;

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** A list that is loaded page by page as one scrolls. `queryKey` names the list and its filters. */
export function usePagedRows<Row>(list: {
  readonly queryKey: readonly unknown[];
  readonly load: (
    page: { readonly limit: number; readonly offset: number },
    signal: AbortSignal,
  ) => Promise<Page<Row>>;
}) {
  const query = useInfiniteQuery({
    queryKey: list.queryKey,
    queryFn: ({ pageParam, signal }) => list.load({ limit: PAGE, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const loaded = pages.reduce((sum, { rows }) => sum + rows.length, 0);
      return loaded < last.total && last.rows.length > 0 ? loaded : undefined;
    },
    placeholderData: keepPreviousData,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return {
    rows,
    total: query.data?.pages[0]?.total ?? 0,
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
