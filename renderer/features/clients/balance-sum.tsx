import { Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ClientView } from '#contract/desktop/client.ts';
import { clientMessages as words } from '#renderer/messages/clients.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';

/** The balance as a sum, line by line: payments − refunds − charges and the rest, then what open bookings will take. */
export function BalanceSum(props: { readonly balance: ClientView['balance'] }): ReactElement {
  const { balance } = props;
  // Lines that few clients have are there when there is something in them.
  const rare = [
    { key: 'packagesMinor', amountMinor: -balance.packagesMinor, isTotal: false },
    { key: 'invoicesMinor', amountMinor: -balance.invoicesMinor, isTotal: false },
    { key: 'feesMinor', amountMinor: -balance.feesMinor, isTotal: false },
    { key: 'correctionsMinor', amountMinor: balance.correctionsMinor, isTotal: false },
    { key: 'transfersMinor', amountMinor: balance.transfersMinor, isTotal: false },
    { key: 'otherMinor', amountMinor: balance.otherMinor, isTotal: false },
  ] as const;
  const lines = [
    { key: 'paymentsMinor', amountMinor: balance.paymentsMinor, isTotal: false },
    { key: 'refundsMinor', amountMinor: -balance.refundsMinor, isTotal: false },
    { key: 'chargesMinor', amountMinor: -balance.chargesMinor, isTotal: false },
    ...rare.filter(({ amountMinor }) => amountMinor !== 0),
    { key: 'balanceMinor', amountMinor: balance.balanceMinor, isTotal: true },
    { key: 'openBookingsMinor', amountMinor: -balance.openBookingsMinor, isTotal: false },
    { key: 'availableMinor', amountMinor: balance.availableMinor, isTotal: true },
  ] as const;
  return (
    <section aria-label={words.balance}>
      <div className="section-head">
        <Title order={3}>{words.balance}</Title>
      </div>
      <table className="sum">
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} data-total={line.isTotal || undefined}>
              <th scope="row">{words.balanceSum[line.key]}</th>
              <td>
                {/* Minus nothing is nothing. */}
                <MoneyText
                  amountMinor={line.amountMinor === 0 ? 0 : line.amountMinor}
                  strong={line.isTotal}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
