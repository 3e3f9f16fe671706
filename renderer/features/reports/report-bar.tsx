import { Checkbox, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { REPORT_PERIODS } from '#domain/report/period.ts';
import { REPORTS } from '#domain/report/report.ts';
import { addDays, isLocalDate } from '#domain/values/time.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { reportGroups, reportPeriods, reportWords as words } from '#renderer/messages/reports.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { useTypedDays } from './use-typed-days.ts';
import type { ReportState } from './report-state.ts';

const DAYS = 'days';

/** Which days, which rows, whose sessions, and whether beside the period before. */
export function ReportBar({ state }: { readonly state: ReportState }): ReactElement {
  const shape = REPORTS[state.name];
  const { groups } = shape;
  return (
    <div className="filter-bar">
      {shape.isStanding ? <AsOf state={state} /> : <Days state={state} />}
      {groups.length > 1 ? (
        <Select
          label={words.group}
          w={136}
          allowDeselect={false}
          data={groups.map((value) => ({ value, label: reportGroups[value] }))}
          value={state.group}
          onChange={(value) => state.change({ group: groups.find((known) => known === value) })}
        />
      ) : null}
      <Whose state={state} />
      {shape.isLong && !shape.isStanding ? null : (
        <Checkbox
          label={shape.isStanding ? words.compareStanding : words.compare}
          checked={state.compare}
          onChange={(event) => state.change({ compare: event.currentTarget.checked || undefined })}
          className="filter-check"
        />
      )}
    </div>
  );
}

function Days({ state }: { readonly state: ReportState }): ReactElement {
  const { days, change } = state;
  const typed = useTypedDays(days, (from, last) => change({ from, last, period: undefined }));
  return (
    <>
      <Select
        label={words.period}
        w={160}
        allowDeselect={false}
        data={[
          ...REPORT_PERIODS.map((value) => ({ value, label: reportPeriods[value] })),
          { value: DAYS, label: words.days },
        ]}
        value={state.period ?? DAYS}
        onChange={(value) => {
          const period = REPORT_PERIODS.find((known) => known === value);
          if (period) change({ period, from: undefined, last: undefined });
          else change({ period: undefined, from: days.from, last: addDays(days.to, -1) });
        }}
      />
      <DayInput label={words.from} w={130} value={typed.from} onChange={typed.typeFrom} />
      <DayInput
        label={words.to}
        w={130}
        value={typed.last}
        onChange={typed.typeLast}
        error={typed.isReversed ? fieldMessages.issue('RANGE_REVERSED') : null}
      />
    </>
  );
}

function AsOf({ state }: { readonly state: ReportState }): ReactElement {
  return (
    <DayInput
      label={words.asOf}
      w={140}
      value={state.days.from}
      onChange={(day) => {
        if (isLocalDate(day) && day >= '1970-01-01' && day < '2200-01-01')
          state.change({ from: undefined, last: day, period: undefined });
      }}
    />
  );
}

function Whose({ state }: { readonly state: ReportState }): ReactElement {
  const catalog = useCatalog();
  const { filters } = REPORTS[state.name];
  const { locationId, practitionerId } = state.query;
  return (
    <>
      {filters.includes('location') ? (
        <Choice
          label={words.location}
          rows={catalog.locations}
          value={locationId}
          onChange={(location) => state.change({ location })}
        />
      ) : null}
      {filters.includes('practitioner') ? (
        <Choice
          label={words.practitioner}
          rows={catalog.practitioners}
          value={practitionerId}
          onChange={(practitioner) => state.change({ practitioner })}
        />
      ) : null}
    </>
  );
}

function Choice<Id extends number>(props: {
  readonly label: string;
  readonly rows: readonly { readonly id: Id; readonly name: string }[];
  readonly value: Id | null;
  readonly onChange: (id: Id | undefined) => void;
}): ReactElement {
  return (
    <Select
      label={props.label}
      placeholder={words.all}
      w={150}
      clearable
      searchable
      data={props.rows.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={props.value === null ? null : String(props.value)}
      onChange={(value) => props.onChange(props.rows.find(({ id }) => String(id) === value)?.id)}
    />
  );
}
