import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconCalendarOff,
  IconCalendarPlus,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { LotView } from '#contract/desktop/package.ts';
import type { LotId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { holdWords, releaseWords } from '#renderer/messages/package-hold.ts';
import {
  extensionWords,
  packageWords as words,
  revokeWords,
  transferWords,
} from '#renderer/messages/packages.ts';
import { FactList } from '#renderer/ui/fact-list.tsx';
import { useHoldText } from '#renderer/ui/hold-text.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { InstantText } from '#renderer/ui/time-text.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { ExtendDialog } from './extend-dialog.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

/** One package of a client: what is left of it, what can be done with it, and everything that ever happened to it. */
export function LotPanel({ id }: { readonly id: LotId }): ReactElement {
  const { close } = usePanels();
  const lot = useQuery(queries.packages.get.queryOptions({ input: { id } }));
  return (
    <SidePanel title={lot.data?.name ?? words.title} opened onClose={close}>
      {lot.error ? <ErrorState error={lot.error} onRetry={() => void lot.refetch()} /> : null}
      {lot.isPending ? <LoadingState /> : null}
      {lot.data ? <Lot lot={lot.data} /> : null}
    </SidePanel>
  );
}

function Lot({ lot }: { readonly lot: LotView }): ReactElement {
  const { openClient } = usePanels();
  const format = useFormat();
  const holdText = useHoldText();
  const mayRevoke = useMay('owner', 'admin');
  const [act, setAct] = useState<'transfer' | 'extend' | 'revoke' | 'hold' | 'release' | null>(null);
  const done = (): void => setAct(null);
  const shares = lot.shares.map(({ credits, amountMinor }) => ({
    credits,
    money: format.money(amountMinor),
  }));
  return (
    <>
      {lot.isOver ? (
        <Group mb={12}>
          <StatusBadge tone="neutral" icon={IconCalendarOff} label={words.over} />
        </Group>
      ) : null}
      {lot.hold ? (
        <Group mb={12}>
          <StatusBadge tone="warning" icon={IconPlayerPause} label={holdWords.badge(holdText(lot.hold))} />
        </Group>
      ) : null}
      <FactList
        facts={[
          [
            words.client,
            <Anchor key="client" component="button" type="button" onClick={() => openClient(lot.clientId)}>
              {lot.clientName}
            </Anchor>,
          ],
          [words.sessions, words.sessionsOf(lot.remaining, lot.bought, lot.used, lot.expired)],
          [words.ends, endOf(lot, format)],
          [words.bought, format.instant(lot.boughtAt)],
          [words.price, format.money(lot.priceMinor)],
          [words.share, words.shares(shares)],
          [words.owed, format.money(lot.owedMinor)],
          [words.fee, lot.feeMinor > 0 ? words.feeOf(format.money(lot.feeMinor), lot.feeCredits) : ''],
        ]}
      />
      <Group gap={8} mt={16}>
        <Button
          leftSection={<IconArrowsExchange size={16} aria-hidden />}
          disabled={lot.remaining === 0 || lot.isOver || lot.hold !== null}
          onClick={() => setAct('transfer')}
        >
          {transferWords.open}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCalendarPlus size={16} aria-hidden />}
          disabled={lot.expiresOn === null || lot.remaining + lot.expired === 0}
          onClick={() => setAct('extend')}
        >
          {extensionWords.open}
        </Button>
        {lot.hold ? (
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => setAct('release')}
          >
            {releaseWords.open}
          </Button>
        ) : (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={16} aria-hidden />}
            disabled={lot.isOver || lot.remaining + lot.used === 0}
            onClick={() => setAct('hold')}
          >
            {holdWords.open}
          </Button>
        )}
        {mayRevoke && lot.used + lot.expired === 0 && lot.remaining > 0 ? (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => setAct('revoke')}
          >
            {revokeWords.open}
          </Button>
        ) : null}
      </Group>
      <History lot={lot} />
      <RevokeDialog lot={act === 'revoke' ? lot : null} onClose={done} />
      <TransferDialog lot={act === 'transfer' ? lot : null} onClose={done} />
      <ExtendDialog opened={act === 'extend'} ids={[lot.id]} isOne onClose={done} onDone={done} />
      <HoldDialog opened={act === 'hold'} ids={[lot.id]} isOne onClose={done} onDone={done} />
      <ReleaseDialog opened={act === 'release'} ids={[lot.id]} isOne onClose={done} onDone={done} />
    </>
  );
}

function History({ lot }: { readonly lot: LotView }): ReactElement {
  const format = useFormat();
  return (
    <section aria-label={words.history}>
      <div className="section-head">
        <Title order={3}>{words.history}</Title>
      </div>
      {lot.events.map((event) => {
        const { kind, credits, amountMinor, otherClient, expiresOn, sessionTitle, sessionDate } = event;
        const { heldFrom, heldTo } = event;
        const what = [
          sessionTitle ? `${sessionTitle}, ${format.day(sessionDate)}` : '',
          otherClient && kind === 'moved_in' ? words.eventFrom(otherClient) : '',
          otherClient && kind === 'moved_out' ? words.eventTo(otherClient) : '',
          expiresOn && kind === 'extended' ? words.eventUntil(format.day(expiresOn, 'numeric')) : '',
          heldFrom && kind !== 'hold_undone' ? heldDays(heldFrom, heldTo, format) : '',
          expiresOn && heldTo ? words.eventEnds(format.day(expiresOn, 'numeric')) : '',
        ];
        return (
          <div key={`${kind} ${event.id}`} className="booking">
            <div className="booking-head">
              <span>
                {words.events[kind]} {credits === 0 ? '' : words.credits(credits)}{' '}
                {what.filter(Boolean).join(', ')}
              </span>
              {amountMinor === 0 ? null : <MoneyText amountMinor={amountMinor} />}
            </div>
            <Text size="sm" c="dimmed">
              <InstantText at={event.at} />
              {event.who ? ` · ${words.byWhom(event.who)}` : ''}
              {event.reason ? ` · ${event.reason}` : ''}
            </Text>
          </div>
        );
      })}
    </section>
  );
}

/** Its last day; of one that is held until it is released nobody knows it yet. */
function endOf({ expiresOn, hold }: LotView, format: StudioFormat): string {
  if (expiresOn === null) return words.never;
  const day = format.day(expiresOn, 'numeric');
  return hold?.to === null ? words.endsLater(day) : day;
}

const heldDays = (from: string, to: string | null, format: StudioFormat): string =>
  to === null
    ? holdWords.fromOn(format.day(from, 'numeric'))
    : holdWords.between(format.day(from, 'numeric'), format.day(to, 'numeric'));
