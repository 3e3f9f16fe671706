import { useQuery } from '@tanstack/react-query';
import type { ClientRow, ClientView } from '#contract/desktop/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';

/** The client that a form is opened for, as its client field holds one. One who cannot be read is chosen by hand. */
export function useKnownClient(who: ClientId | undefined): {
  readonly isPending: boolean;
  readonly client: ClientRow | undefined;
} {
  const { data, isPending } = useQuery({
    ...queries.client.get.queryOptions({ input: { id: who as ClientId } }),
    enabled: who !== undefined,
  });
  return { isPending: who !== undefined && isPending, client: data && rowOf(data) };
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
