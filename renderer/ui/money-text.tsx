import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFormat } from './use-format.ts';

/** An amount in tabular figures, right-aligned where it stands in a column. Negative amounts keep their sign. */
export function MoneyText(props: {
  readonly amountMinor: number;
  readonly strong?: boolean;
  readonly dimmed?: boolean;
}): ReactElement {
  const format = useFormat();
  return (
    <Text
      component="span"
      inherit
      className="figures"
      {...(props.strong ? { fw: 600 } : {})}
      {...(props.dimmed ? { c: 'dimmed' } : {})}
    >
      {format.money(props.amountMinor)}
    </Text>
  );
}
