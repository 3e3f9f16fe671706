import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { LoadingState } from '#renderer/ui/states.tsx';
import { useKnownClient } from '#renderer/ui/use-known-client.ts';
import { BookingForm } from './booking-form.tsx';

/** The booking form, with the client already chosen where it is known for whom it was opened. */
export function BookingStart(props: {
  readonly session: SessionView;
  readonly who: ClientId | undefined;
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { who, ...form } = props;
  const { client, isPending } = useKnownClient(who);
  return isPending ? <LoadingState rows={3} /> : <BookingForm {...form} first={client} />;
}
