import { Button, Group } from '@mantine/core';
import { IconCash, IconPackage } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import type { Missing } from '#contract/desktop/prepayment.ts';
import { queries } from '#renderer/api/engine.ts';
import { prepaymentWords as words } from '#renderer/messages/prepayment.ts';
import { FormDialog } from './form-dialog.tsx';
import { SellPackageForm } from './sell-package-form.tsx';
import { TakePaymentDialog } from './take-payment/take-payment-dialog.tsx';
import { toast } from './toast.tsx';

/** Takes a client's payment, or sells a package, over the form that waits for it; what stands in that form stays. */
export function PayOnTheSpot(props: {
  readonly client: Pick<ClientRow, 'id' | 'name'>;
  /** What is missing: only money or only a package helps, and the amount is filled in. */
  readonly missing: Missing;
  /** Whether a dialog of it is open: what shows it must stay until it is closed. */
  readonly onPaying?: ((isPaying: boolean) => void) | undefined;
}): ReactElement {
  const { client, missing, onPaying } = props;
  const cache = useQueryClient();
  const [open, setOpen] = useState<'pay' | 'package' | null>(null);
  const show = (next: typeof open): void => {
    setOpen(next);
    onPaying?.(next !== null);
  };
  const close = (): void => show(null);
  /** What there is to pay with comes before whether it is enough. */
  const refresh = (): void => {
    for (const queryKey of [
      queries.client.key(),
      queries.booking.key(),
      queries.enrolment.key(),
      queries.prepayment.key(),
    ])
      void cache.invalidateQueries({ queryKey });
  };
  return (
    <>
      <Group gap={8}>
        {missing.mode === 'package' ? null : (
          <Button
            variant="default"
            leftSection={<IconCash size={16} aria-hidden />}
            onClick={() => show('pay')}
          >
            {words.pay}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconPackage size={16} aria-hidden />}
          onClick={() => show('package')}
        >
          {words.sell}
        </Button>
      </Group>
      {open === 'pay' ? (
        <TakePaymentDialog
          of={{ clientId: client.id }}
          wantedMinor={missing.missingMinor}
          onClose={close}
          onTaken={refresh}
        />
      ) : null}
      <FormDialog title={words.sellTitle(client.name)} opened={open === 'package'} onClose={close}>
        {(leave) => (
          <SellPackageForm
            client={client}
            onDone={(message) => {
              refresh();
              toast(message);
              close();
            }}
            onCancel={leave}
          />
        )}
      </FormDialog>
    </>
  );
}
