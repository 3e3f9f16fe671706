import { Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { ClientRow } from '#contract/desktop/client.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { clientMessages as words } from '#renderer/messages/clients.ts';
import { ClientForm, type ClientValues, emptyClient } from '#renderer/ui/client-form.tsx';
import { toast } from '#renderer/ui/toast.tsx';

/** The short form of a client who was not found, begun with what was typed. */
export function NewClient(props: {
  readonly typed: string;
  readonly onDone: (client: ClientRow) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const cache = useQueryClient();
  const [requestUid] = useState(() => crypto.randomUUID());
  return (
    <section aria-label={words.newClient}>
      <Title order={3} mb={12}>
        {words.newClient}
      </Title>
      <ClientForm
        initial={beginning(props.typed)}
        isNew
        short
        save={async ({ archived, firstName, lastName, email, phone, note, address }) => {
          const fields = { firstName, lastName, email, phone, note, address };
          const { id } = await engine.client.create({ ...fields, requestUid });
          const permissions = { book: false, cancel: false, reschedule: false };
          return { ...fields, archived, id, balanceMinor: 0, creditsLeft: 0, version: 1, permissions };
        }}
        onDone={(client, name) => {
          void cache.invalidateQueries({ queryKey: queries.client.key() });
          toast(words.created(name));
          props.onDone({ ...client, name });
        }}
        onCancel={props.onCancel}
      />
    </section>
  );
}

/** An e-mail address or a phone number goes to its field; of a name the last word is the last name. */
function beginning(typed: string): ClientValues {
  if (typed.includes('@')) return { ...emptyClient, email: typed };
  if (/^[+\d][\d\s()./-]*$/.test(typed)) return { ...emptyClient, phone: typed };
  const words = typed.split(/\s+/);
  const lastName = words.length > 1 ? (words.at(-1) ?? '') : '';
  return { ...emptyClient, firstName: words.slice(0, lastName ? -1 : undefined).join(' '), lastName };
}
