import { Select, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { WAITLIST_FUNDINGS, type WaitlistFunding } from '#domain/waitlist/next-to-promote.ts';
import { engine } from '#renderer/api/engine.ts';
import { waitlistWords as words } from '#renderer/messages/roster.ts';
import { ClientSelect } from '#renderer/ui/client-select.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { missingOf, WaivePrepayment } from '#renderer/ui/prepayment-gate.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useUnsaved } from '#renderer/ui/unsaved.ts';
import { ParticipantSelect } from './participant-select.tsx';

/** Puts a client at the end of the queue of a full session. */
export function WaitlistForm(props: {
  readonly sessionId: SessionId;
  readonly onClose: () => void;
}): ReactElement {
  const { sessionId, onClose } = props;
  const [client, setClient] = useState<ClientRow | null>(null);
  const [participant, setParticipant] = useState('');
  const [funding, setFunding] = useState<WaitlistFunding | null>(null);
  const [withoutPrepayment, setWithoutPrepayment] = useState(false);
  const chosenFunding = funding ?? (client && client.creditsLeft > 0 ? 'package' : 'account');
  const add = useMutation({
    mutationFn: (clientId: ClientRow['id']) =>
      engine.waitlist.add({ sessionId, clientId, participant, funding: chosenFunding, withoutPrepayment }),
    onSuccess: ({ undoId }) => {
      toastUndoable(words.added(participant || client?.name || ''), undoId);
      onClose();
    },
  });
  useUnsaved(() => client !== null && !add.isSuccess);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (client && !add.isPending) add.mutate(client.id);
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12} mt={12}>
        <ClientSelect
          label={words.client}
          hint={words.clientHint}
          nothing={words.noClient}
          chosen={client}
          onChange={setClient}
          place={{ sessionId }}
        />
        {client ? (
          <ParticipantSelect
            key={client.id}
            client={client}
            label={words.participant}
            hint={words.participantHint}
            value={participant}
            onChange={setParticipant}
          />
        ) : null}
        <Select
          label={words.funding}
          data={WAITLIST_FUNDINGS.map((value) => ({ value, label: words.fundings[value] }))}
          value={chosenFunding}
          allowDeselect={false}
          onChange={(value) => setFunding(WAITLIST_FUNDINGS.find((each) => each === value) ?? null)}
        />
        {client ? (
          <WaivePrepayment
            client={client}
            error={add.error}
            checked={withoutPrepayment}
            onChange={setWithoutPrepayment}
          />
        ) : null}
        <FormEnd
          label={words.add}
          isSending={add.isPending}
          isDisabled={!client}
          error={missingOf(add.error) ? null : add.error}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
