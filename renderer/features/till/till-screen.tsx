import { Button, Stack, Text, Title } from '@mantine/core';
import { IconArrowsExchange, IconCalculator, IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { TillView } from '#contract/desktop/till.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { tillWords as words } from '#renderer/messages/payments.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { CashDialog } from './cash-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { ClosedTills } from './closed-tills.tsx';
import { OpenTillForm } from './open-till-form.tsx';
import './till.css';

/** Accounting → Till: opened with a float, counted in the evening; what should be in it at any moment. */
export function TillScreen(): ReactElement {
  return useMay('owner', 'admin', 'staff') ? <Till /> : <NoPermissionState />;
}

function Till(): ReactElement {
  const till = useQuery(queries.till.current.queryOptions());
  return (
    <div className="page till-page">
      <div className="page-head">
        <Title order={1}>{words.title}</Title>
        {till.data?.open ? <OpenActions till={till.data.open} /> : null}
      </div>
      {till.error ? <ErrorState error={till.error} onRetry={() => void till.refetch()} /> : null}
      {till.isPending ? (
        <div className="panel-card">
          <LoadingState rows={6} />
        </div>
      ) : null}
      {till.data ? (
        <div className="till-columns">
          {till.data.open ? (
            <OpenTill till={till.data.open} outsideMinor={till.data.outsideMinor} />
          ) : (
            <OpenTillForm
              key={till.data.lastCountedMinor}
              lastCountedMinor={till.data.lastCountedMinor}
              outsideMinor={till.data.outsideMinor}
            />
          )}
          <ClosedTills />
        </div>
      ) : null}
    </div>
  );
}

function OpenActions({ till }: { readonly till: TillView }): ReactElement {
  const [open, setOpen] = useState<'move' | 'close' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileText size={16} aria-hidden />}
        renderRoot={(root) => (
          <Link
            {...root}
            to="/documents/$kind/$id"
            params={{ kind: 'day_close', id: String(till.id) }}
            search={{}}
          />
        )}
      >
        {words.reportSoFar}
      </Button>
      <Button
        variant="default"
        leftSection={<IconArrowsExchange size={16} aria-hidden />}
        onClick={() => setOpen('move')}
      >
        {words.move}
      </Button>
      <Button leftSection={<IconCalculator size={16} aria-hidden />} onClick={() => setOpen('close')}>
        {words.close}
      </Button>
      {open === 'move' ? <CashDialog onClose={close} /> : null}
      {open === 'close' ? <CloseDialog till={till} onClose={close} /> : null}
    </>
  );
}

function OpenTill(props: { readonly till: TillView; readonly outsideMinor: number }): ReactElement {
  const { till, outsideMinor } = props;
  const format = useFormat();
  const lines: readonly (readonly [string, number])[] = [
    [words.lines.float, till.floatMinor],
    [words.lines.taken, till.cashTakenMinor],
    [words.lines.refunded, -till.cashRefundedMinor],
    [words.lines.moved, till.movedMinor],
  ];
  return (
    <section className="panel-card till-card" aria-label={words.drawer}>
      <Text c="dimmed">{words.openSince(format.instant(till.openedAt), till.openedBy)}</Text>
      <table className="till-sum">
        <tbody>
          {lines.map(([label, amountMinor]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <MoneyText amountMinor={amountMinor} />
              </td>
            </tr>
          ))}
          <tr className="till-total">
            <th scope="row">{words.lines.expected}</th>
            <td>
              <MoneyText amountMinor={till.expectedMinor} strong />
            </td>
          </tr>
        </tbody>
      </table>
      {outsideMinor === 0 ? null : (
        <Text size="sm" mt={8}>
          {words.outside(format.money(outsideMinor))}
        </Text>
      )}
      <Title order={2} mt={20} mb={8}>
        {words.movements}
      </Title>
      {till.movements.length === 0 ? <Text c="dimmed">{words.noMovements}</Text> : null}
      <Stack gap={0}>
        {till.movements.map((move) => (
          <div key={move.id} className="booking">
            <div className="booking-head">
              <span>{words.kinds[move.kind]}</span>
              <MoneyText
                amountMinor={
                  move.kind === 'to_bank' || move.kind === 'petty_cash' ? -move.amountMinor : move.amountMinor
                }
              />
            </div>
            <Text size="sm" c="dimmed">
              {move.reason} · {format.instant(move.at)}, {move.staff}
              {move.approvedBy === '' ? null : ` · ${words.approvedBy(move.approvedBy)}`}
            </Text>
          </div>
        ))}
      </Stack>
    </section>
  );
}
