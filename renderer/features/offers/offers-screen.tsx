import { Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { offers as words } from '#renderer/messages/reschedule.ts';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { OfferTable } from './offer-table.tsx';
import './offers.css';

/** The tray of clients who were asked to choose a new time and have not answered (domain.md 7). */
export function OffersScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Offers /> : <NoPermissionState />;
}

/** One desk never has more choices waiting at a time; the rest comes up as these are answered. */
const MOST = 500;

function Offers(): ReactElement {
  const format = useFormat();
  const list = useQuery({
    ...queries.offer.list.queryOptions({ input: { limit: MOST } }),
    placeholderData: keepPreviousData,
    // A deadline passes without anything being announced.
    refetchInterval: 60_000,
  });
  return (
    <div className="page offers-page">
      <div className="page-head">
        <div className="offers-title">
          <Title order={1}>{words.title}</Title>
          <Text c="dimmed">{words.intro}</Text>
        </div>
        <Text role="status" className="figures">
          {list.data ? words.total(format.number(list.data.total)) : ''}
        </Text>
      </div>
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <div className="panel-card">
          <LoadingState rows={6} />
        </div>
      ) : list.data.rows.length === 0 ? (
        <div className="panel-card">
          <EmptyState icon={IconCircleCheck} title={words.emptyTitle} hint={words.emptyText} />
        </div>
      ) : (
        <OfferTable rows={list.data.rows} />
      )}
    </div>
  );
}
