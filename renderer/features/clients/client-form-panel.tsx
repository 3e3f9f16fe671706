import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { engine, queries } from '#renderer/api/engine.ts';
import { clientMessages as words } from '#renderer/messages/clients.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { SidePanel } from '#renderer/ui/side-panel.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { discardUnsaved } from '#renderer/ui/unsaved.ts';
import { ClientForm, emptyClient } from '#renderer/ui/client-form.tsx';

/** A new client; once added, the client is shown in its place. */
export function ClientFormPanel(): ReactElement {
  const { close, openClient } = usePanels();
  const client = useQueryClient();
  const [requestUid] = useState(() => crypto.randomUUID());
  return (
    <SidePanel title={words.newClient} opened onClose={close}>
      <ClientForm
        initial={emptyClient}
        isNew
        save={({ firstName, lastName, email, phone, note, address, payer }) =>
          engine.client.create({
            requestUid,
            firstName,
            lastName,
            email,
            phone,
            note,
            address,
            payerId: payer?.id ?? null,
          })
        }
        onDone={({ id }, name) => {
          void client.invalidateQueries({ queryKey: queries.client.key() });
          toast(words.created(name));
          openClient(id);
        }}
        onCancel={() => {
          discardUnsaved(({ over }) => over);
          close();
        }}
      />
    </SidePanel>
  );
}
