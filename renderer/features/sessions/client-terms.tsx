import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import { clientCancellationWords as words } from '#renderer/messages/prepayment.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';

type Terms = SessionView['bookings'][number]['byClient'];

/** What it costs if the client cancels now, by the policy of the booking and by today's, and whether they could alone. */
export function ClientTerms({ terms }: { readonly terms: Terms }): ReactElement | null {
  const format = useFormat();
  if (terms === null || isPlain(terms)) return null;
  const may = words.may[terms.may](format.instant(terms.until));
  return (
    <Text size="sm">
      {terms.byNewPolicy
        ? words.ifNowBoth(costText(terms.now, format), costText(terms.byNewPolicy, format))
        : words.ifNow(costText(terms.now, format))}
      {may ? ` ${may}` : ''}
    </Text>
  );
}

/** Clients cancel nothing here, and it would cost nothing: there is nothing to say. */
function isPlain({ may, now, byNewPolicy }: NonNullable<Terms>): boolean {
  return may === 'studio_off' && now.label === null && byNewPolicy === null;
}

function costText(cost: NonNullable<Terms>['now'], format: StudioFormat): string {
  if (cost.label === null) return words.nothing;
  return cost.usesCredit
    ? words.creditUsed(cost.label)
    : words.charged(format.money(cost.chargeMinor), cost.label);
}
