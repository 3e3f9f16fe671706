import { useMemo } from 'react';
import type { LotRow } from '#contract/desktop/package.ts';
import { packageWords as words } from '#renderer/messages/packages.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { useHoldText } from '#renderer/ui/hold-text.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** The columns of the list of packages. */
export function useLotColumns(): readonly DataColumn<LotRow>[] {
  const format = useFormat();
  const holdText = useHoldText('short');
  return useMemo(
    () => [
      {
        key: 'client',
        header: words.columns.client,
        width: 'minmax(140px, 2fr)',
        render: ({ clientName }) => clientName,
      },
      {
        key: 'name',
        header: words.columns.name,
        width: 'minmax(125px, 2fr)',
        render: ({ name }) => name,
      },
      {
        key: 'left',
        header: words.columns.left,
        width: '150px',
        align: 'right',
        render: ({ remaining, bought, expired }) =>
          expired > 0
            ? `${words.left(remaining, bought)}, ${words.expired(expired)}`
            : words.left(remaining, bought),
      },
      {
        key: 'ends',
        header: words.columns.ends,
        width: '110px',
        align: 'right',
        render: ({ expiresOn }) => (expiresOn ? format.day(expiresOn, 'numeric') : words.never),
      },
      {
        key: 'hold',
        header: words.columns.hold,
        width: '130px',
        render: ({ hold }) => (hold ? holdText(hold) : ''),
      },
      {
        key: 'price',
        header: words.columns.price,
        width: '110px',
        align: 'right',
        render: ({ priceMinor }) => <MoneyText amountMinor={priceMinor} />,
      },
      {
        key: 'owed',
        header: words.columns.owed,
        width: '160px',
        align: 'right',
        render: ({ owedMinor }) => <MoneyText amountMinor={owedMinor} dimmed={owedMinor === 0} />,
      },
    ],
    [format, holdText],
  );
}
