import type { WriteDb } from '#db/database.ts';
import type { CardLink } from '#db/repositories/card-link.ts';
import * as clients from '#db/repositories/client.ts';
import * as studios from '#db/repositories/studio.ts';
import { writeCardNotice } from '#domain/message/card-notice.ts';
import { postToClient, moneyRecipient } from '../messages/write-to-client.ts';
import { readTemplates } from '../settings/message-templates.ts';

/** Writes to the client where to leave a card or pay: at once, because the page is open for a day only. */
export function tellLink(
  tx: WriteDb,
  link: Pick<CardLink, 'id' | 'uid' | 'kind' | 'clientId' | 'amountMinor' | 'title' | 'version'> & {
    readonly url: string;
    readonly expiresAt?: number | null;
  },
  at: number,
): void {
  const client = clients.findById(tx, link.clientId);
  if (!client) return;
  const studio = studios.get(tx);
  const templates = readTemplates(tx);
  const to = moneyRecipient(tx, client);
  const text = writeCardNotice(link.kind === 'setup' ? templates.cardSetup : templates.paymentLink, {
    clientName: to.name,
    url: link.url,
    amountMinor: link.amountMinor,
    title: link.title,
    expiresAt: link.expiresAt ?? at,
    studio,
  });
  const kind = link.kind === 'setup' ? 'card_setup' : 'payment_link';
  postToClient(tx, { uid: `${kind}.${link.uid}.${link.version}`, kind, to, at, notBefore: at }, text);
}
