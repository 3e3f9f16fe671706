import { Group, SegmentedControl, Text, Title } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { WageTotals } from '#contract/desktop/wage.ts';
import { WAGE_PERIODS, wagePeriod, wagePeriodOf } from '#domain/wage/period.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { wageWords as words } from '#renderer/messages/wages.ts';
import { type DaySpan, DaySpanFields } from '#renderer/ui/day-span-fields.tsx';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { PayoutList } from './payout-list.tsx';
import { SaveWagesCsv } from './save-wages-csv.tsx';
import { TotalsTable } from './totals-table.tsx';
import { WageEntries } from './wage-entries.tsx';
import { useWageSearch } from './wage-search.ts';
import './wages.css';

/** What practitioners earned, was adjusted, paid and is due; practitioners see their own (domain.md 6, 9). */
export function WagesScreen(): ReactElement {
  return useMay('owner', 'admin', 'practitioner') ? <Wages /> : <NoPermissionState />;
}

function Wages(): ReactElement {
  const { days, of, go } = useWageSearch();
  const isManagement = useMay('owner', 'admin');
  const totals = useQuery({
    ...queries.wage.totals.queryOptions({ input: { ...days } }),
    placeholderData: keepPreviousData,
  });
  const rows = totals.data?.rows ?? [];
  const chosen =
    rows.find(({ practitionerId }) => practitionerId === of) ?? (rows.length === 1 ? rows[0] : undefined);
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{words.title}</Title>
        <SaveWagesCsv days={days} practitionerId={null} />
      </div>
      <PeriodBar days={days} onChange={go} />
      <div className="page-body wages">
        {totals.error ? (
          <ErrorState error={totals.error} onRetry={() => void totals.refetch()} />
        ) : totals.isPending ? (
          <LoadingState rows={6} />
        ) : rows.length === 0 ? (
          <EmptyState
            icon={IconCoins}
            title={words.emptyTitle}
            hint={isManagement ? words.emptyHint : words.ownEmptyHint}
          />
        ) : (
          <>
            <TotalsTable
              rows={rows}
              chosen={chosen?.practitionerId}
              onChoose={(practitionerId) => go({ of: practitionerId })}
            />
            {chosen ? (
              <Details key={chosen.practitionerId} days={days} totals={chosen} />
            ) : (
              <Text c="dimmed">{words.choose}</Text>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function PeriodBar(props: {
  readonly days: DaySpan;
  readonly onChange: (days: DaySpan) => void;
}): ReactElement {
  const { days, onChange } = props;
  const { zone, weekStartsOn } = useStudio();
  const today = todayIn(zone);
  return (
    <div className="filter-bar">
      <SegmentedControl
        size="sm"
        aria-label={words.period}
        value={wagePeriodOf(days, today, weekStartsOn) ?? ''}
        onChange={(value) => {
          const choice = WAGE_PERIODS.find((each) => each === value);
          if (choice) onChange(wagePeriod(choice, today, weekStartsOn));
        }}
        data={WAGE_PERIODS.map((value) => ({ value, label: words.periods[value] }))}
      />
      <DaySpanFields
        labels={{ first: words.firstDay, last: words.lastDay }}
        span={days}
        onChange={onChange}
      />
    </div>
  );
}

function Details(props: { readonly days: DaySpan; readonly totals: WageTotals }): ReactElement {
  const { days, totals } = props;
  const [shown, setShown] = useState<'entries' | 'payouts'>('entries');
  return (
    <>
      <Group gap={12}>
        <Title order={2} size="h4">
          {shown === 'entries' ? words.linesOf(totals.name) : words.payoutsOf(totals.name)}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={words.show}
          value={shown}
          onChange={(value) => setShown(value === 'payouts' ? 'payouts' : 'entries')}
          data={[
            { value: 'entries', label: words.shows.entries },
            { value: 'payouts', label: words.shows.payouts },
          ]}
        />
      </Group>
      <div className="wages-details">
        {shown === 'entries' ? (
          <WageEntries days={days} totals={totals} />
        ) : (
          <PayoutList practitionerId={totals.practitionerId} />
        )}
      </div>
    </>
  );
}
