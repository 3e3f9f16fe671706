import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCreditCardOff, IconUserCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { RosterEntry } from '#contract/desktop/roster.ts';
import { rosterWords as words } from '#renderer/messages/roster.ts';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { nameOf } from './find-people.ts';
import { useCheckIn } from './use-check-in.ts';

/** Whether somebody is here, and what the desk should know of them. */
export function RosterLine(props: { readonly entry: RosterEntry; readonly isOpen: boolean }): ReactElement {
  const { entry, isOpen } = props;
  const checkIn = useCheckIn();
  const format = useFormat();
  const name = nameOf(entry);
  const isHere = entry.checkedInAt !== null;
  return (
    <Group gap={8} justify="space-between" wrap="nowrap" align="flex-start">
      <Stack gap={4} align="flex-start">
        <Text size="sm" c="dimmed" className="figures">
          {factsOf(entry, (amountMinor) => format.money(amountMinor)).join(' · ')}
        </Text>
        {entry.declinedMinor ? (
          <StatusBadge
            tone="bad"
            icon={IconCreditCardOff}
            label={words.cardDeclined(format.money(entry.declinedMinor))}
          />
        ) : null}
      </Stack>
      {isOpen || isHere ? (
        <Button
          size="compact-sm"
          variant={isHere ? 'light' : 'default'}
          leftSection={isHere ? <IconCheck size={14} aria-hidden /> : <IconUserCheck size={14} aria-hidden />}
          aria-label={isHere ? words.takeBackOf(name) : words.checkInOf(name)}
          aria-pressed={isHere}
          disabled={!isOpen || checkIn.isPending}
          onClick={() => checkIn.toggle(entry)}
        >
          {entry.checkedInAt === null ? words.checkIn : words.here(format.clock(entry.checkedInAt))}
        </Button>
      ) : null}
    </Group>
  );
}

/** Phone, balance, credits and notes, as far as there are any. */
function factsOf(entry: RosterEntry, money: (amountMinor: number) => string): string[] {
  const { phone, balanceMinor, creditsLeft, clientNote, participantNote } = entry;
  return [
    phone,
    balanceMinor === null ? '' : words.balance(money(balanceMinor)),
    creditsLeft ? words.credits(creditsLeft) : '',
    ...[participantNote, clientNote].filter(Boolean).map(words.note),
  ].filter(Boolean);
}
