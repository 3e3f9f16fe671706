import { Radio, SegmentedControl, Stack, Title } from '@mantine/core';
import { type ReactElement, useEffect, useRef } from 'react';
import { addDays, isLocalDate } from '#domain/values/time.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { tool as words } from '#renderer/messages/cancellation-tool.ts';
import { DayInput } from '#renderer/ui/day-input.tsx';
import { AddClosureButton } from '#renderer/ui/add-closure-button.tsx';
import { NoPermissionState } from '#renderer/ui/states.tsx';
import { useBulkCancel } from './bulk-cancel-store.ts';
import { BulkAside, SessionsToCancel, useCancellable } from './cancellation-screen.tsx';
import { DecideAside, NotifyAside } from './notice-aside.tsx';
import { QuickRanges, RangeFields } from './range-fields.tsx';
import { isSelectable } from './selection.ts';
import { SessionFilters } from './session-filters.tsx';
import { TOOL_ACTIONS, useTool } from './tool-action.ts';

/**
 * The cancellation tool (seed 001, Sessions → Cancellations): a day or a range, the affected sessions at once, and whether to
 * tell, to cancel, or both. It plans and submits exactly as Bulk Cancel Sessions does.
 */
export function ToolScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Tool /> : <NoPermissionState />;
}

function Tool(): ReactElement {
  const listed = useCancellable();
  const { range, today, weekStartsOn, filters, ticked } = listed;
  const set = useBulkCancel((state) => state.set);
  const { action, isOneDay, set: setTool } = useTool();
  useTickAll(listed);
  const isOneDayLong = addDays(range.from, 1) === range.to;
  useEffect(() => {
    // The days may have been chosen on another screen.
    if (isOneDay && !isOneDayLong) set({ range: { from: today.from, to: addDays(today.from, 1) } });
  }, [isOneDay, isOneDayLong, today.from, set]);
  const showDay = (day: string): void => {
    if (isLocalDate(day)) set({ range: { from: day, to: addDays(day, 1) } });
  };
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{words.title}</Title>
        <SegmentedControl
          size="sm"
          aria-label={words.span}
          value={isOneDay ? 'one' : 'several'}
          onChange={(value) => {
            setTool({ isOneDay: value === 'one' });
            if (value === 'one') showDay(range.from > today.from ? range.from : today.from);
          }}
          data={[
            { value: 'one', label: words.oneDay },
            { value: 'several', label: words.severalDays },
          ]}
        />
        <AddClosureButton from={listed.range.from} />
      </div>
      <div className="bulk-filters">
        {isOneDay ? (
          <DayInput
            label={words.day}
            value={range.from}
            onChange={showDay}
            classNames={{ root: 'day-field' }}
            styles={{ input: { width: 150 } }}
          />
        ) : (
          <>
            <RangeFields range={range} onChange={(next) => set({ range: next })} />
            <QuickRanges
              range={range}
              today={today.from}
              weekStartsOn={weekStartsOn}
              onChange={(next) => set({ range: next })}
            />
          </>
        )}
        <SessionFilters filters={filters} onChange={(next) => set({ filters: next })} />
      </div>
      <div className="bulk">
        <SessionsToCancel listed={listed} />
        {action === 'notify' ? (
          <NotifyAside choice={<ActionChoice />} ids={ticked.ids} />
        ) : action === 'decide' ? (
          <DecideAside choice={<ActionChoice />} ids={ticked.ids} rows={listed.rows} />
        ) : (
          <BulkAside
            ticked={ticked}
            over={listed.over}
            choice={<ActionChoice />}
            channel={action === 'cancel' ? 'none' : 'email'}
          />
        )}
      </div>
    </div>
  );
}

function ActionChoice(): ReactElement {
  const { action, set } = useTool();
  return (
    <Radio.Group
      label={words.action}
      value={action}
      onChange={(value) => set({ action: TOOL_ACTIONS.find((known) => known === value) ?? action })}
    >
      <Stack gap={6} mt={4}>
        {TOOL_ACTIONS.map((value) => (
          <Radio
            key={value}
            value={value}
            size="xs"
            label={words.actions[value]}
            description={value === action ? words.actionHints[value] : undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Every session of newly chosen days or filters is affected until somebody unticks it. */
function useTickAll({ rows, isOld, isPending, key }: ReturnType<typeof useCancellable>): void {
  const tickedFor = useRef<string | null>(null);
  useEffect(() => {
    if (isOld || isPending || tickedFor.current === key) return;
    tickedFor.current = key;
    const open = rows.filter(isSelectable);
    useBulkCancel.setState({
      ticks: new Set(open.map(({ id }) => id)),
      ends: new Map(open.map(({ id, endsAt }) => [id, endsAt])),
    });
  }, [rows, isOld, isPending, key]);
}
