import { Button, Group, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { PackageOffer } from '#contract/desktop/catalog.ts';
import { shareGroups } from '#domain/package/lot-worth.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { packageWords } from '#renderer/messages/packages.ts';
import { packageSettings as words } from '#renderer/messages/settings.ts';
import { readMoney } from '#renderer/ui/money-input.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { numberOf } from './number-of.ts';

/** What each session of the offer is worth as typed, to the cent. */
export function ShareNote(props: {
  readonly credits: number | string;
  readonly price: string;
}): ReactElement {
  const { currency } = useStudio();
  const format = useFormat();
  const price = readMoney(props.price, currency);
  const credits = numberOf(props.credits);
  const isKnown = price.ok && Number.isInteger(credits) && credits >= 1 && credits <= 1000;
  const groups = isKnown ? shareGroups(price.value, credits) : [];
  const shares = groups.map((group) => ({ credits: group.credits, money: format.money(group.amountMinor) }));
  return (
    <Text size="sm" c="dimmed" role="status" mih={20}>
      {shares.length > 0 ? words.share(packageWords.shares(shares)) : ''}
    </Text>
  );
}

/** An offer that was never sold can go; one that was says why it stays. */
export function RemoveOffer(props: {
  readonly offer: PackageOffer;
  readonly onDone: () => void;
}): ReactElement {
  const { id, version, name } = props.offer;
  const client = useQueryClient();
  const removal = useMutation({
    mutationFn: () => engine.catalog.deletePackage({ id, version }),
    onSuccess: ({ undoId }) => {
      void client.invalidateQueries({ queryKey: queries.catalog.key() });
      toastUndoable(words.removed(name), undoId);
      props.onDone();
    },
  });
  return (
    <div>
      <Text size="sm" c="dimmed" mb={8}>
        {words.soldHint}
      </Text>
      <ErrorNote error={removal.error} />
      <Group>
        <Button
          variant="default"
          leftSection={<IconTrash size={16} aria-hidden />}
          loading={removal.isPending}
          onClick={() => removal.mutate()}
        >
          {words.remove}
        </Button>
      </Group>
    </div>
  );
}
