import { z } from 'zod';
import { desk } from './base.ts';
import { amountMinor, csvFile, line, page, requiredLine, secondPerson, tillId } from './fields.ts';

export const tillMovement = z.object({
  id: z.int(),
  kind: z.enum(['to_bank', 'from_bank', 'petty_cash', 'cash_in']),
  amountMinor: z.int(),
  reason: z.string(),
  staff: z.string(),
  /** Who agreed; '' = nobody had to. */
  approvedBy: z.string(),
  at: z.number(),
});
export type TillMovement = z.infer<typeof tillMovement>;

/** A till with what should be in it: float + cash taken − cash given back ± what was put in or taken out. */
export const tillView = z.object({
  id: tillId,
  openedAt: z.number(),
  openedBy: z.string(),
  floatMinor: z.int(),
  cashTakenMinor: z.int(),
  cashRefundedMinor: z.int(),
  movedMinor: z.int(),
  expectedMinor: z.int(),
  movements: z.array(tillMovement),
  closedAt: z.number().nullable(),
  closedBy: z.string().nullable(),
  countedMinor: z.int().nullable(),
  differenceMinor: z.int().nullable(),
  differenceReason: z.string(),
});
export type TillView = z.infer<typeof tillView>;

/** Pieces by their worth in minor units. */
const counts = z
  .record(z.string().regex(/^[1-9]\d{0,9}$/), z.int().min(0).max(100_000))
  .refine((value) => Object.keys(value).length <= 40);

/** The cash at the desk, from its opening until it is counted. One is open at a time. */
export const till = {
  /** The open one, and what lay in the last one when it was counted: the float to begin with. */
  current: desk.output(
    z.object({
      open: tillView.nullable(),
      lastCountedMinor: z.int().nullable(),
      /** Cash that came with no till open, since the last one was closed. */
      outsideMinor: z.int(),
    }),
  ),
  open: desk
    .input(z.object({ requestUid: z.uuid(), floatMinor: amountMinor }))
    .output(z.object({ id: tillId })),
  /** Cash in or out for something else than a payment or a refund; much petty cash needs a second person. */
  move: desk.input(
    z.object({
      requestUid: z.uuid(),
      kind: z.enum(['to_bank', 'from_bank', 'petty_cash', 'cash_in']),
      amountMinor: amountMinor.min(1),
      reason: requiredLine(200),
      secondPerson,
    }),
  ),
  /** Refused with TILL_CHANGED when cash came or went since the window looked; a difference needs its reason. */
  close: desk
    .input(
      z.object({
        requestUid: z.uuid(),
        id: tillId,
        expectedMinor: z.int(),
        countedMinor: amountMinor,
        counts: counts.default({}),
        differenceReason: line(300).default(''),
      }),
    )
    .output(z.object({ id: tillId, differenceMinor: z.int() })),
  /** Closed ones, the latest first. */
  list: desk
    .input(z.object(page))
    .output(z.object({ rows: z.array(tillView.omit({ movements: true })), total: z.int() })),
  /** All of them as a file. */
  saveCsv: desk.output(csvFile),
};
