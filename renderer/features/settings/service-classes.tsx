import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ServiceId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { classWords as words } from '#renderer/messages/classes.ts';
import { classTotals } from '#renderer/ui/class-totals.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** What the classes of a service come to: sessions × cost and sessions × wage of each. Nothing for a service without classes. */
export function ServiceClasses({ serviceId }: { readonly serviceId: ServiceId }): ReactElement | null {
  const format = useFormat();
  const classes = useQuery(queries.enrolment.classes.queryOptions({ input: { serviceId, limit: 20 } }));
  const rows = classes.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label={words.classes}>
      {rows.map(({ seriesId, title, totals }) => (
        <Text key={seriesId} size="sm" c="dimmed" className="figures">
          {words.totalsOf(title, classTotals(totals, format))}
        </Text>
      ))}
    </section>
  );
}
