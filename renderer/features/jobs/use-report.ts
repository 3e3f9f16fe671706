import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobItem } from '#contract/desktop/job.ts';
import type { TaskRow } from '#contract/desktop/task.ts';
import type { JobId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import type { JobDetails } from './job-details.ts';

export interface Report {
  readonly job: JobDetails;
  readonly items: readonly JobItem[];
  readonly problems: readonly TaskRow[];
  /** When this was read, epoch ms. */
  readonly at: number;
}

const PAGE = 500;

/** Reads the whole job, page by page; a report is printed with every row. `loaded` counts while it reads. */
export function useReport(id: JobId): {
  readonly report: Report | undefined;
  readonly error: unknown;
  readonly refetch: () => void;
  readonly loaded: { readonly done: number; readonly total: number };
} {
  const [loaded, setLoaded] = useState({ done: 0, total: 0 });
  const query = useQuery({
    // Under the key of the job, so that progress makes it old like everything else about the job.
    queryKey: [...queries.job.key(), 'report', id],
    gcTime: 0,
    queryFn: async ({ signal }): Promise<Report> => {
      const job = await engine.job.get({ id }, { signal });
      const items = await readAll(
        (offset) => engine.job.items({ id, limit: PAGE, offset }, { signal }),
        (done, total) => setLoaded({ done, total }),
      );
      const problems = await readAll((offset) =>
        engine.task.list({ jobId: id, state: 'open', limit: PAGE, offset }, { signal }),
      );
      return { job, items, problems, at: Date.now() };
    },
  });
  return { report: query.data, error: query.error, refetch: () => void query.refetch(), loaded };
}

async function readAll<Row>(
  read: (offset: number) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>,
  tell: (done: number, total: number) => void = () => undefined,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (;;) {
    const { rows, total } = await read(all.length);
    all.push(...rows);
    tell(all.length, total);
    if (rows.length === 0 || all.length >= total) return all;
  }
}
