import { Alert, Checkbox, Stack, Text } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import type { Missing } from '#contract/desktop/prepayment.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { prepaymentWords as words } from '#renderer/messages/prepayment.ts';
import { PayOnTheSpot } from './pay-on-the-spot.tsx';
import { useFormat } from './use-format.ts';
import { missingWords, type PrepaidPlace, usePrepayment } from './use-prepayment.ts';
import { LoadingState } from './states.tsx';

/**
 * Stands before the rest of a booking form: a client who has not paid in advance, as Session control asks, cannot be booked, and
 * pays here. Who is only warned of goes on to the form.
 */
export function PrepaymentGate(props: {
  readonly client: Pick<ClientRow, 'id' | 'name'>;
  readonly place: PrepaidPlace;
  /** What the form begins with is being asked for again: it opens once that is there, and stays as it is from then on. */
  readonly isRefreshing: boolean;
  readonly children: ReactNode;
}): ReactElement {
  const { client, place } = props;
  const { isPending, mayGoOn, missing } = usePrepayment(place, [client.id]);
  const [isOpen, setOpen] = useState(false);
  const [isPaying, setPaying] = useState(false);
  const [shown, setShown] = useState<Missing | null>(null);
  const lacks = missing.get(client.id);
  // Who has just paid sees the change and the receipt first.
  const isHeld = (lacks !== undefined && !mayGoOn) || isPaying;
  const mayOpen = !isPending && !isHeld && !props.isRefreshing;
  if (lacks !== undefined && lacks !== shown) setShown(lacks);
  if (mayOpen && !isOpen) setOpen(true);
  if (isHeld && isOpen) setOpen(false);
  if (isHeld && shown) return <MissingAlert client={client} missing={shown} onPaying={setPaying} />;
  return isOpen ? <>{props.children}</> : <LoadingState rows={2} />;
}

/** What is missing, in words and money, with the ways to pay it on the spot. */
export function MissingAlert(props: {
  readonly client: Pick<ClientRow, 'id' | 'name'>;
  readonly missing: Missing;
  readonly onPaying?: (isPaying: boolean) => void;
  readonly children?: ReactNode;
}): ReactElement {
  const format = useFormat();
  return (
    <Alert color="yellow" role="status">
      <Stack gap={12} align="flex-start">
        <Text>{words.held(props.client.name, missingWords(props.missing, format))}</Text>
        <PayOnTheSpot client={props.client} missing={props.missing} onPaying={props.onPaying} />
        {props.children}
      </Stack>
    </Alert>
  );
}

/** Of a failed attempt: what the client lacks, and whether the person may go on all the same; null for any other failure. */
export function missingOf(error: unknown): (Missing & { readonly mayGoOn: boolean }) | null {
  if (error === null) return null;
  const known = engineError(error);
  return known.code === 'PREPAYMENT_NEEDED' ? known.data : null;
}

/** After an attempt that the engine held: what is missing, the ways to pay it, and for who may, the box to go on without. */
export function WaivePrepayment(props: {
  readonly client: Pick<ClientRow, 'id' | 'name'>;
  readonly error: unknown;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): ReactElement | null {
  const missing = missingOf(props.error);
  if (!missing) return null;
  return (
    <MissingAlert client={props.client} missing={missing}>
      {missing.mayGoOn ? (
        <Checkbox
          label={words.waive}
          description={words.waiveHint}
          checked={props.checked}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
      ) : null}
    </MissingAlert>
  );
}
