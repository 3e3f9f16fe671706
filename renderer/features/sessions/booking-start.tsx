import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ClientRow, ClientView } from '#contract/desktop/client.ts';
import type { SessionView } from '#contract/desktop/session.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { LoadingState } from '#renderer/ui/states.tsx';
import { BookingForm } from './booking-form.tsx';

/** The booking form, with the client already chosen where it is known for whom it was opened. */
export function BookingStart(props: {
  readonly session: SessionView;
  readonly who: ClientId | undefined;
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { who, ...form } = props;
  const client = useQuery({
    ...queries.client.get.queryOptions({ input: { id: who as ClientId } }),
    enabled: who !== undefined,
  });
  if (who !== undefined && client.isPending) return <LoadingState rows={3} />;
  // A client who cannot be read is chosen by hand.
  return <BookingForm {...form} first={client.data && rowOf(client.data)} />;
}

function rowOf(view: ClientView): ClientRow {
  const { id, name, firstName, lastName, email, phone, archived, version, permissions, balance, lots } = view;
  return {
    id,
    name,
    firstName,
    lastName,
    email,
    phone,
    archived,
    version,
    permissions,
    balanceMinor: balance.balanceMinor,
    creditsLeft: lots.reduce((sum, { remaining }) => sum + remaining, 0),
  };
}
