import { z } from 'zod';

import type { ChargeBody, CustomerBody, LinkBody } from './card/port.ts';
import type { FrozenCall } from './port.ts';

/**
 * The frozen bodies of card calls. `undefined` when the body or the key is not one that we would have written; the caller then
 * sends nothing. The result depends on the string alone, so equal bodies make equal calls.
 */
export const readCustomerBody = (request: FrozenCall): CustomerBody | undefined => read(customer, request);
export const readLinkBody = (request: FrozenCall): LinkBody | undefined => read(link, request);
export const readChargeBody = (request: FrozenCall): ChargeBody | undefined => read(charge, request);

/** Printable ASCII without spaces: what may stand in a header, within the provider's 255 characters. */
const usableKey = /^[\x21-\x7e]{1,255}$/;

const ref = z.string().min(1).max(255);
const metadata = z.record(z.string().min(1).max(40), z.string().min(1).max(500));
const currency = z.string().regex(/^[a-z]{3}$/);

const customer = z.strictObject({
  name: z.string().max(250).exactOptional(),
  email: z.string().max(254).exactOptional(),
  metadata,
});

const link = z
  .strictObject({
    mode: z.enum(['setup', 'payment']),
    amount: z.int().positive().exactOptional(),
    currency,
    title: z.string().min(1).max(250),
    return_url: z.url({ protocol: /^https$/ }),
    metadata,
  })
  .refine((body) => (body.mode === 'payment') === (body.amount !== undefined));

const charge = z.strictObject({
  /** A charge of nothing is never sent (R16). */
  amount: z.int().positive(),
  currency,
  customer: ref,
  payment_method: ref,
  description: z.string().max(500),
  metadata,
});

function read<T>(schema: z.ZodType<T>, { idempotencyKey, body }: FrozenCall): T | undefined {
  if (!usableKey.test(idempotencyKey)) return undefined;
  const parsed = schema.safeParse(parseJson(body));
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
