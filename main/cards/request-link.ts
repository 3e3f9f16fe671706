import { hash } from 'node:crypto';
import type { WriteDb } from '#db/database.ts';
import * as cards from '#db/repositories/card.ts';
import * as links from '#db/repositories/card-link.ts';
import * as clients from '#db/repositories/client.ts';
import * as studios from '#db/repositories/studio.ts';
import { frozenCustomer, frozenLink } from '#domain/card/frozen-card-request.ts';
import { type LinkKind, linkKey } from '#domain/card/link-life.ts';
import { clientName } from '#domain/client/client-name.ts';
import type { DuePart } from '#domain/payment/due-part.ts';
import type { CardLinkId, ClientId, StaffId } from '#domain/values/ids.ts';
import { providerInUse, readCardPages } from '../settings/studio-settings.ts';

export interface LinkRequest {
  /** The same again answers what it did the first time. */
  readonly requestUid: string;
  readonly kind: LinkKind;
  readonly clientId: ClientId;
  /** Of a payment, minor units above 0; null for a card to leave. */
  readonly amountMinor: number | null;
  /** What a payment is for, if it is for an invoice. */
  readonly invoiceId: number | null;
  /** What of it pays which due, where the desk asks for it; the rest goes onto the balance. */
  readonly pays?: readonly DuePart[];
  /** What the client reads above the amount. */
  readonly title: string;
  /** Write to the client as soon as the page is open; otherwise the desk copies its address. */
  readonly sendEmail: boolean;
  readonly requestedBy: StaffId | null;
}

/**
 * Plans a page of the card processor for a client, in the caller's transaction; the job thread opens it soon after and writes to the
 * client. It stays open for about a day. The caller wakes the jobs after its commit.
 */
export function requestLink(
  tx: WriteDb,
  request: LinkRequest,
  parts: { readonly now: number; readonly newUid: () => string },
): CardLinkId {
  const known = links.findByRequest(tx, request.requestUid);
  if (known) return known.id;
  const { tenantUid, currency } = studios.get(tx);
  const { kind, clientId, amountMinor, invoiceId, title, requestUid, requestedBy } = request;
  const uid = parts.newUid();
  const { returnUrl } = readCardPages(tx);
  const about = { uid, kind, clientId, amountMinor, invoiceId, currency, title };
  const requestBody = frozenLink({ ...about, tenantUid, returnUrl });
  return links.insert(
    tx,
    {
      ...about,
      pays: JSON.stringify(request.pays ?? []),
      requestUid,
      requestedBy,
      requestBody,
      requestSha256: hash('sha256', requestBody),
      customerId: customerOf(tx, clientId, tenantUid, parts),
      provider: providerInUse(tx),
      idempotencyKey: linkKey(tenantUid, uid, 1),
      sendEmail: request.sendEmail ? 1 : 0,
    },
    parts.now,
  );
}

/** The client as the processor knows them; made there with their first page. */
function customerOf(
  tx: WriteDb,
  clientId: ClientId,
  tenantUid: string,
  { now, newUid }: { readonly now: number; readonly newUid: () => string },
): cards.CardCustomer['id'] {
  const provider = providerInUse(tx);
  const known = cards.findCustomer(tx, clientId, provider);
  if (known) return known.id;
  const client = clients.findById(tx, clientId);
  if (!client) throw new Error(`client ${clientId} is not there`);
  const requestBody = frozenCustomer({
    tenantUid,
    clientId,
    name: clientName(client),
    email: client.email,
  });
  return cards.insertCustomer(tx, {
    clientId,
    provider,
    uid: newUid(),
    requestBody,
    requestSha256: hash('sha256', requestBody),
    createdAt: now,
  });
}
