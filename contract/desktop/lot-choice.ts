import { z } from 'zod';
import { localDate, lotId, packageId } from './fields.ts';

/** Lots of which something is done together: chosen ones, all of an offer, or all that end within two days, both included. */
export const lotChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lots'), ids: z.array(lotId).min(1).max(5000) }),
  z.object({ kind: z.literal('package'), packageId }),
  z.object({ kind: z.literal('ending'), from: localDate, to: localDate }),
]);
export type LotChoice = z.infer<typeof lotChoice>;

/** The days of a hold that is on or to come, both ends included; `to` null: until it is released. */
export const lotHold = z.object({ from: localDate, to: localDate.nullable() });
export type LotHold = z.infer<typeof lotHold>;
