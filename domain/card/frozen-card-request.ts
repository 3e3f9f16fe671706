/** The bytes that every try of a call sends (reliability D3). Ids in the metadata let a look-up recognise them for ever. */

export interface RequestedCharge {
  readonly uid: string;
  readonly tenantUid: string;
  readonly clientId: number;
  readonly invoiceId: number | null;
  /** The client and the card as the provider knows them. */
  readonly customerRef: string;
  readonly cardRef: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** What the client reads on the processor's receipt. */
  readonly description: string;
}

export function frozenCharge(charge: RequestedCharge): string {
  const { uid, tenantUid, clientId, invoiceId, customerRef, cardRef } = charge;
  return JSON.stringify({
    amount: charge.amountMinor,
    currency: charge.currency.toLowerCase(),
    customer: customerRef,
    payment_method: cardRef,
    description: charge.description,
    metadata: {
      cb_charge: uid,
      cb_client: String(clientId),
      ...(invoiceId !== null && { cb_invoice: String(invoiceId) }),
      cb_studio: tenantUid,
    },
  });
}

export interface RequestedLink {
  readonly uid: string;
  readonly tenantUid: string;
  readonly clientId: number;
  readonly kind: 'setup' | 'payment';
  readonly invoiceId: number | null;
  /** Null for a card to leave. */
  readonly amountMinor: number | null;
  readonly currency: string;
  /** What the client reads above the amount. */
  readonly title: string;
  /** Where the client comes out. */
  readonly returnUrl: string;
}

/** Without the customer, who may have to be made first; the provider's id of a customer never changes, so the whole stays the same. */
export function frozenLink(link: RequestedLink): string {
  const { uid, tenantUid, clientId, invoiceId, amountMinor } = link;
  return JSON.stringify({
    mode: link.kind,
    ...(amountMinor !== null && { amount: amountMinor }),
    currency: link.currency.toLowerCase(),
    title: link.title,
    return_url: link.returnUrl,
    metadata: {
      cb_link: uid,
      cb_client: String(clientId),
      ...(invoiceId !== null && { cb_invoice: String(invoiceId) }),
      cb_studio: tenantUid,
    },
  });
}

export interface RequestedCustomer {
  readonly tenantUid: string;
  readonly clientId: number;
  readonly name: string;
  readonly email: string;
}

export function frozenCustomer({ tenantUid, clientId, name, email }: RequestedCustomer): string {
  return JSON.stringify({
    ...(name !== '' && { name }),
    ...(email !== '' && { email }),
    metadata: { cb_client: String(clientId), cb_studio: tenantUid },
  });
}
