import { Stack, Switch, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { type ClientPermission, clientPermission, type ClientView } from '#contract/desktop/client.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { useMay } from '#renderer/api/signed-in.ts';
import { permissionWords as words } from '#renderer/messages/lists.ts';
import { toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useStudioVisibility, VisibilityChecklist } from '#renderer/ui/visibility-checklist.tsx';
import { switchMark } from '#renderer/ui/wanted-switch.ts';

/** What this client may do alone, and why the studio's switches may still forbid it. */
export function ClientPermissions({ client }: { readonly client: ClientView }): ReactElement {
  const isManagement = useMay('owner', 'admin');
  const control = useQuery(queries.studio.sessionControl.queryOptions()).data;
  const studio = useStudioVisibility();
  const isOff = (permission: ClientPermission): boolean =>
    control !== undefined &&
    ((permission === 'book' && !control.clientBooking) ||
      (permission === 'cancel' && !control.clientCancellations));
  const set = (permission: ClientPermission, given: boolean): void => {
    engine.client.setPermission({ who: { ids: [client.id] }, permission, given }).then(({ undoId }) => {
      const say = given ? words.given : words.taken;
      toastUndoable(say(client.name, words.names[permission]), undoId);
    }, toastError);
  };
  return (
    <>
      <div className="section-head">
        <Title order={3}>{words.title}</Title>
      </div>
      <Stack gap={8}>
        {clientPermission.options.map((permission) => (
          <Switch
            key={permission}
            {...(permission === 'book' ? switchMark(['client_permission', client.id]) : {})}
            label={words.names[permission]}
            description={isOff(permission) ? words.studioOff : undefined}
            checked={client.permissions[permission]}
            disabled={!isManagement || client.archived}
            onChange={(event) => set(permission, event.currentTarget.checked)}
          />
        ))}
        <VisibilityChecklist
          facts={{
            ...studio,
            client: { id: client.id, active: !client.archived, mayBook: client.permissions.book },
          }}
        />
      </Stack>
    </>
  );
}
