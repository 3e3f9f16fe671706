import { clientName } from '#domain/client/client-name.ts';
import type { ClientRow } from '#domain/import/csv/clients.ts';
import { plainText } from '#domain/import/csv/cells.ts';
import type { LocalDate } from '#domain/values/time.ts';
import { notedRow, skippedRow, type Doubt } from './doubts.ts';

export interface KnownClient {
  readonly externalUid: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
}

export interface ClientsPlan {
  readonly clients: readonly ClientRow[];
  readonly alreadyThere: number;
  readonly doubts: readonly Doubt[];
}

/**
 * Which rows of a clients file become clients. A row that was imported before makes nothing, and changes nothing: where it
 * differs, it is listed. Someone of the same name and e-mail address who was typed in by hand is not made a second time.
 */
export function matchClients(
  rows: readonly ClientRow[],
  known: readonly KnownClient[],
  today: LocalDate,
): ClientsPlan {
  const byUid = new Map(
    known.flatMap((each) => (each.externalUid ? [[each.externalUid, each] as const] : [])),
  );
  const byName = new Set<string>();
  const byEmail = new Map<string, { readonly name: string; readonly isFromFile: boolean }>();
  const note = (client: Pick<KnownClient, 'firstName' | 'lastName' | 'email'>, isFromFile: boolean): void => {
    const name = clientName(client);
    byName.add(plainText(name));
    if (client.email !== '' && !byEmail.has(plainText(client.email)))
      byEmail.set(plainText(client.email), { name, isFromFile });
  };
  for (const client of known) note(client, client.externalUid !== null);
  const doubts: Doubt[] = [];
  const clients: ClientRow[] = [];
  let alreadyThere = 0;
  for (const row of rows) {
    const name = clientName(row);
    const email = row.email ?? '';
    const here = byUid.get(row.key);
    if (here) {
      alreadyThere += 1;
      const texts = [textOf(here), textOf({ ...row, email, phone: row.phone ?? '' })] as const;
      if (texts[0] !== texts[1])
        doubts.push(
          skippedRow(row.row, name, { code: 'ALREADY_THERE_DIFFERS', here: texts[0], file: texts[1] }),
        );
      continue;
    }
    const emailOwner = email === '' ? undefined : byEmail.get(plainText(email));
    const isSamePerson = emailOwner !== undefined && plainText(emailOwner.name) === plainText(name);
    if (isSamePerson && (!emailOwner.isFromFile || row.externalId === undefined)) {
      doubts.push(skippedRow(row.row, name, { code: 'CLIENT_EXISTS', name }));
      continue;
    }
    if (isSamePerson || (emailOwner === undefined && byName.has(plainText(name))))
      doubts.push(notedRow(row.row, name, { code: 'NAME_EXISTS', name }));
    else if (emailOwner !== undefined)
      doubts.push(notedRow(row.row, name, { code: 'EMAIL_SHARED', email, name: emailOwner.name }));
    const expiresOn = row.credits?.expiresOn;
    if (expiresOn !== undefined && expiresOn < today)
      doubts.push(notedRow(row.row, name, { code: 'CREDITS_EXPIRED', expiresOn }));
    note({ ...row, email }, true);
    clients.push(row);
  }
  return { clients, alreadyThere, doubts };
}

function textOf(client: Omit<KnownClient, 'externalUid'>): string {
  return [clientName(client), client.email, client.phone].filter((text) => text !== '').join(', ');
}
