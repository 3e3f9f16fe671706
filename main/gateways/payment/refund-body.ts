import { z } from 'zod';

import type { RefundBody, RefundRequest } from './port.ts';

/**
 * Reads the frozen body of a request. `undefined` when the body or the key is not one that we would have written; the
 * caller then sends nothing. The result depends on the string alone, so equal bodies make equal calls.
 */
export function readRefundBody(request: RefundRequest): RefundBody | undefined {
  if (!usableKey.test(request.idempotencyKey)) return undefined;
  const parsed = bodySchema.safeParse(parseJson(request.body));
  return parsed.success ? withoutUndefined(parsed.data) : undefined;
}

/** The payment that a body is about: `pi_…`, `ch_…` or `py_…`. */
export function paymentRefOf(body: RefundBody): string {
  return body.payment_intent ?? body.charge ?? '';
}

/** False: a charge. */
export function isPaymentIntentRef(paymentRef: string): boolean {
  return paymentRef.startsWith('pi_');
}

/** Printable ASCII without spaces: what may stand in a header, within the provider's 255 characters. */
const usableKey = /^[\x21-\x7e]{1,255}$/;

const bodySchema = z
  .strictObject({
    payment_intent: z.string().min(1).max(255).optional(),
    charge: z.string().min(1).max(255).optional(),
    /** A refund of nothing is never sent (R16). */
    amount: z.int().positive(),
    currency: z
      .string()
      .regex(/^[a-z]{3}$/)
      .optional(),
    reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
    metadata: z.record(z.string().min(1).max(40), z.string().min(1).max(500)),
  })
  .refine((body) => (body.payment_intent === undefined) !== (body.charge === undefined));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withoutUndefined(body: z.infer<typeof bodySchema>): RefundBody {
  const { payment_intent, charge, currency, reason, amount, metadata } = body;
  return {
    ...(payment_intent !== undefined && { payment_intent }),
    ...(charge !== undefined && { charge }),
    amount,
    ...(currency !== undefined && { currency }),
    ...(reason !== undefined && { reason }),
    metadata,
  };
}
