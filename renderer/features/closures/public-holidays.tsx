import { Button, Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Holiday } from '#contract/desktop/closure.ts';
import type { LocationId } from '#domain/values/ids.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { holidayMessages as words } from '#renderer/messages/closures.ts';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { EmptyState, ErrorNote, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { todayIn } from '#renderer/ui/today.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { HolidayList } from './holiday-list.tsx';

/** How many years ahead are offered. */
const YEARS = 4;

/** The public holidays of a country or state and a year; ticked are those on which most places are closed. */
export function PublicHolidays(props: {
  readonly locationId: LocationId | null;
  readonly place: string;
  readonly onDone: () => void;
}): ReactElement {
  const { locationId, place } = props;
  const studio = useStudio();
  const today = todayIn(studio.zone);
  const thisYear = Number(today.slice(0, 4));
  const [country, setCountry] = useState(() => new Intl.Locale(studio.locale).region ?? '');
  const [region, setRegion] = useState<string | null>(null);
  const [year, setYear] = useState(thisYear);
  const countries = useQuery(queries.closure.holidayPlaces.queryOptions({ input: { country: null } }));
  const isKnown = countries.data?.some(({ code }) => code === country) ?? false;
  const regions = useQuery({
    ...queries.closure.holidayPlaces.queryOptions({ input: { country } }),
    enabled: isKnown,
  });
  const input = { country, region, year, locationId };
  const holidays = useQuery({
    ...queries.closure.holidays.queryOptions({ input }),
    enabled: isKnown,
    placeholderData: keepPreviousData,
  });
  if (countries.isPending) return <LoadingState rows={6} label={words.loading} />;
  if (countries.error) return <ErrorState error={countries.error} onRetry={() => void countries.refetch()} />;
  return (
    <Stack gap={12}>
      <div className="closure-fields">
        <SearchSelect
          label={words.country}
          data={countries.data.map(({ code, name }) => ({ value: code, label: name }))}
          value={isKnown ? country : null}
          onChange={(value) => {
            setCountry(value ?? '');
            setRegion(null);
          }}
          limit={300}
          allowDeselect={false}
        />
        <Select
          label={words.region}
          data={[
            { value: '', label: words.wholeCountry },
            ...(regions.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
          value={region ?? ''}
          onChange={(value) => setRegion(value || null)}
          disabled={(regions.data ?? []).length === 0}
          allowDeselect={false}
        />
      </div>
      <Select
        label={words.year}
        data={Array.from({ length: YEARS }, (_, ahead) => String(thisYear + ahead))}
        value={String(year)}
        onChange={(value) => setYear(Number(value ?? thisYear))}
        allowDeselect={false}
      />
      {holidays.error ? (
        <ErrorState error={holidays.error} onRetry={() => void holidays.refetch()} />
      ) : holidays.data ? (
        <Chosen
          key={JSON.stringify(input)}
          input={input}
          holidays={holidays.data}
          today={today}
          place={place}
          onDone={props.onDone}
        />
      ) : isKnown ? (
        <LoadingState rows={6} label={words.loading} />
      ) : null}
    </Stack>
  );
}

interface ListInput {
  readonly country: string;
  readonly region: string | null;
  readonly year: number;
  readonly locationId: LocationId | null;
}

function Chosen(props: {
  readonly input: ListInput;
  readonly holidays: readonly Holiday[];
  readonly today: LocalDate;
  readonly place: string;
  readonly onDone: () => void;
}): ReactElement {
  const { input, holidays, today, place, onDone } = props;
  const format = useFormat();
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [showsAll, setShowsAll] = useState(false);
  const shown = holidays.filter(({ type }) => showsAll || type === 'public' || type === 'bank');
  const isTicked = (holiday: Holiday): boolean =>
    !holiday.alreadyThere && (changed.get(holiday.key) ?? isLikely(holiday, today));
  const keys = shown.filter(isTicked).map(({ key }) => key);
  const taking = useMutation({
    mutationFn: () => engine.closure.importHolidays({ ...input, keys }),
    onSuccess: ({ made, alreadyThere, undoId }) => {
      const said = words.imported(format, made, alreadyThere);
      if (undoId === null) toast(said);
      else toastUndoable(said, undoId);
      onDone();
    },
  });
  if (holidays.length === 0) return <EmptyState title={words.none} />;
  return (
    <>
      <HolidayList
        holidays={shown}
        isTicked={isTicked}
        onTick={(ticked, on) =>
          setChanged(new Map([...changed, ...ticked.map(({ key }) => [key, on] as const)]))
        }
      />
      <Checkbox
        label={words.showAll}
        checked={showsAll}
        onChange={(event) => setShowsAll(event.currentTarget.checked)}
      />
      <ErrorNote error={taking.error} />
      <Text size="sm" id="holiday-consequence">
        {words.consequence(format, keys.length, place)}
      </Text>
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {words.credit}
        </Text>
        <Button
          onClick={() => taking.mutate()}
          loading={taking.isPending}
          disabled={keys.length === 0}
          aria-describedby="holiday-consequence"
          style={{ flexShrink: 0 }}
        >
          {words.import(format, keys.length)}
        </Button>
      </Group>
    </>
  );
}

/** Days to come on which most places are closed, unless it is closed anyway. */
function isLikely({ type, endDate, closedBy }: Holiday, today: LocalDate): boolean {
  return type === 'public' && endDate > today && closedBy === '';
}
