import { Anchor, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { Correction, Transfer } from '#contract/desktop/balance.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { engine } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { balanceWords as words } from '#renderer/messages/balances.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ReasonDialog } from '#renderer/ui/reason-dialog.tsx';
import { InstantText } from '#renderer/ui/time-text.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** A correction or a transfer as this client's account has it. */
interface Entry {
  readonly key: string;
  readonly what: string;
  readonly amountMinor: number;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  readonly isReversed: boolean;
  /** Null where it cannot be reversed: it was, or is a reversal, or the person may not. */
  readonly reverse: ((wish: { requestUid: string; reason: string }) => Promise<unknown>) | null;
}

/** What was put right and moved on the client's account, the latest first, each to be reversed by an opposite entry. */
export function AccountEntries(props: {
  readonly clientId: ClientId;
  readonly account: { readonly corrections: readonly Correction[]; readonly transfers: readonly Transfer[] };
}): ReactElement | null {
  const isManagement = useMay('owner', 'admin');
  const format = useFormat();
  const [reversing, setReversing] = useState<Entry | null>(null);
  const { corrections, transfers } = props.account;
  const entries = [
    ...corrections.map((each) => correctionEntry(each, isManagement)),
    ...transfers.map((each) => transferEntry(each, props.clientId)),
  ].toSorted((one, other) => other.at - one.at);
  if (entries.length === 0) return null;
  return (
    <section aria-label={words.entries}>
      <div className="section-head">
        <Title order={3}>{words.entries}</Title>
      </div>
      {entries.map((entry) => (
        <div key={entry.key} className="booking">
          <div className="booking-head">
            <span>{entry.what}</span>
            <MoneyText amountMinor={entry.amountMinor} />
          </div>
          <Text size="sm" c="dimmed">
            <InstantText at={entry.at} />
            {[entry.by, entry.reason, entry.isReversed ? words.isReversed : '']
              .filter(Boolean)
              .map((part) => ` · ${part}`)
              .join('')}
            {entry.reverse ? (
              <>
                {' · '}
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  aria-label={words.reverseOf(entry.what, format.money(entry.amountMinor))}
                  onClick={() => setReversing(entry)}
                >
                  {words.reverse}
                </Anchor>
              </>
            ) : null}
          </Text>
        </div>
      ))}
      <ReasonDialog
        question={
          reversing?.reverse
            ? {
                title: words.reverseTitle,
                consequence: words.reverseConsequence(format.money(-reversing.amountMinor)),
                reasonLabel: words.reason,
                confirm: words.reverse,
                run: reversing.reverse,
                onDone: () => toast(words.reversed),
              }
            : null
        }
        onClose={() => setReversing(null)}
      />
    </section>
  );
}

function correctionEntry(correction: Correction, isManagement: boolean): Entry {
  const { id, amountMinor, reason, by, createdAt, reversesId, isReversed } = correction;
  return {
    key: `correction ${id}`,
    what: reversesId === null ? words.correction : words.correctionReversal,
    amountMinor,
    reason,
    by,
    at: createdAt,
    isReversed,
    reverse:
      isManagement && reversesId === null && !isReversed
        ? (wish) => engine.balance.reverseCorrection({ ...wish, id })
        : null,
  };
}

function transferEntry(transfer: Transfer, clientId: ClientId): Entry {
  const { id, amountMinor, reason, by, createdAt, reversesId, isReversed, fromClientId } = transfer;
  const isGiven = fromClientId === clientId;
  const what = isGiven ? words.movedTo(transfer.toName) : words.movedFrom(transfer.fromName);
  return {
    key: `transfer ${id}`,
    what: reversesId === null ? what : words.back(what),
    amountMinor: isGiven ? -amountMinor : amountMinor,
    reason,
    by,
    at: createdAt,
    isReversed,
    reverse:
      reversesId === null && !isReversed ? (wish) => engine.balance.reverseMove({ ...wish, id }) : null,
  };
}
