import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { CardLinkId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { takeWords as words } from '#renderer/messages/payments.ts';
import { FormDialog } from '../form-dialog.tsx';
import { ErrorState, LoadingState } from '../states.tsx';
import { LinkNote } from './link-note.tsx';
import type { PaymentFor } from './payment-for.ts';
import { TakePaymentForm } from './take-payment-form.tsx';
import { type Taken, TakenNote } from './taken-note.tsx';

/**
 * Take payment, the same wherever it is opened: what is due, in which ways it is paid, and in one sentence what the button does;
 * afterwards the change and the receipt.
 */
export function TakePaymentDialog(props: {
  readonly of: PaymentFor;
  /** What the amount begins with where more is wanted than is due: in minor units. */
  readonly wantedMinor?: number | undefined;
  readonly onClose: () => void;
  readonly onTaken?: () => void;
}): ReactElement {
  const [taken, setTaken] = useState<Taken | null>(null);
  const [linkId, setLinkId] = useState<CardLinkId | null>(null);
  return (
    <FormDialog title={words.title} opened onClose={props.onClose} size="lg">
      {(leave) =>
        taken ? (
          <TakenNote taken={taken} onClose={props.onClose} />
        ) : linkId !== null ? (
          <LinkNote clientId={props.of.clientId} linkId={linkId} onClose={props.onClose} />
        ) : (
          <Loaded
            of={props.of}
            wantedMinor={props.wantedMinor ?? 0}
            leave={leave}
            onLink={setLinkId}
            onTaken={(done) => {
              setTaken(done);
              props.onTaken?.();
            }}
          />
        )
      }
    </FormDialog>
  );
}

function Loaded(props: {
  readonly of: PaymentFor;
  readonly wantedMinor: number;
  readonly leave: () => void;
  readonly onTaken: (taken: Taken) => void;
  readonly onLink: (id: CardLinkId) => void;
}): ReactElement {
  // What is due must not change under the fingers of whoever types: the engine refuses when it has.
  const options = useQuery({
    ...queries.payment.options.queryOptions({ input: { ...props.of } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const [changed, setChanged] = useState<unknown>(null);
  if (options.error) return <ErrorState error={options.error} onRetry={() => void options.refetch()} />;
  if (!options.data) return <LoadingState rows={4} />;
  return (
    <TakePaymentForm
      key={options.dataUpdatedAt}
      of={props.of}
      wantedMinor={props.wantedMinor}
      options={options.data}
      changed={changed}
      onChanged={(error) => {
        setChanged(error);
        void options.refetch();
      }}
      leave={props.leave}
      onTaken={props.onTaken}
      onLink={props.onLink}
    />
  );
}
