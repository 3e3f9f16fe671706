import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { LotHold } from '#contract/desktop/lot-choice.ts';
import type { engine } from '#renderer/api/engine.ts';
import { holdWords as words } from '#renderer/messages/package-hold.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';

type Preview = Awaited<ReturnType<typeof engine.packages.previewHold>>;

/** In sentences, what a hold does; its line is there before it is known, so that nothing jumps. */
export function HoldConsequence(props: {
  readonly plan: Preview | null;
  readonly days: LotHold;
  readonly choice: 'keep' | 'cancel';
}): ReactElement {
  const format = useFormat();
  return (
    <Text size="sm" className="consequence" mih={22}>
      {props.plan ? sentences(props.plan, props.days, props.choice, format).join(' ') : ''}
    </Text>
  );
}

function sentences(
  { lots, clients, from, to, places, creditsBack, skipped }: Preview,
  days: LotHold,
  choice: 'keep' | 'cancel',
  format: StudioFormat,
): string[] {
  const day = (date: string): string => format.day(date, 'numeric');
  const held = days.to === null ? words.fromOn(day(days.from)) : words.between(day(days.from), day(days.to));
  const ends = from && to ? (days.to === null ? words.endsLater : words.ends(day(from), day(to))) : '';
  const ofPlaces = choice === 'keep' ? words.kept(places) : words.canceled(places, creditsBack);
  return [
    lots > 0 ? words.consequence(lots, clients, held, ends) : words.nothing,
    ...(places > 0 ? [ofPlaces] : []),
    ...skipped.map(({ reason, lots: count }) => words.skipped[reason](count)),
  ];
}
