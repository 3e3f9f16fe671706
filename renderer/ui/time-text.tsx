import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';
import { useStudio } from './studio-context.ts';
import { useFormat } from './use-format.ts';

/** A session's time of day in its own zone; the zone is named when this computer's clock shows another one. */
export function TimeText(props: {
  readonly time: string;
  readonly durationMinutes?: number;
  readonly zone: string;
}): ReactElement {
  const format = useFormat();
  return (
    <span className="figures">
      {props.durationMinutes === undefined
        ? format.time(props.time)
        : format.timeRange(props.time, props.durationMinutes)}
      <ZoneNote zone={props.zone} />
    </span>
  );
}

/** An instant in the studio's zone. */
export function InstantText(props: { readonly at: number }): ReactElement {
  const format = useFormat();
  const { zone } = useStudio();
  return (
    <time className="figures" dateTime={new Date(props.at).toISOString()}>
      {format.instant(props.at)}
      <ZoneNote zone={zone} />
    </time>
  );
}

/** The one zone of all of these, when this computer's clock shows another one: to be named once, in a heading. */
export function sharedForeignZone(zones: Iterable<string>): string | null {
  const [zone, ...others] = new Set(zones);
  return zone === undefined || others.length > 0 || zone === computerZone ? null : zone;
}

/** Whether any of these is named beside its time, which takes room. */
export const isAnyForeign = (zones: readonly string[]): boolean =>
  zones.some((zone) => zone !== computerZone);

/** Names a zone only when it differs from the computer's. */
export function ZoneNote(props: { readonly zone: string }): ReactElement | null {
  if (props.zone === computerZone) return null;
  return (
    <Text component="span" inherit c="dimmed" size="xs">
      {' '}
      {uiMessages.zoneTime(props.zone)}
    </Text>
  );
}

const computerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
