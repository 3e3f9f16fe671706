import { z } from 'zod';

/** A run's terms lie in its own rows; the job only says that there is one. */
const autoInvoicePayload = z.object({ version: z.literal(1) });

export const autoInvoice = {
  kind: 'auto_invoice',
  payload: (): string => JSON.stringify({ version: 1 } satisfies z.infer<typeof autoInvoicePayload>),
  parse: (payload: string) => autoInvoicePayload.parse(JSON.parse(payload)),
  /** The same days make the same job, whoever starts it. */
  requestUid: (kind: string, fromDay: string, toDay: string): string =>
    `auto_invoice.${kind}.${fromDay}.${toDay}`,
} as const;
