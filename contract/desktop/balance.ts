import { z } from 'zod';
import { desk, management } from './base.ts';
import {
  amountMinor,
  changeMinor,
  clientId,
  correctionId,
  csvFile,
  line,
  requiredLine,
  scheduleDay,
  secondPerson,
  transferId,
  undoStepId,
} from './fields.ts';
import { documentView } from './document.ts';

const correction = z.object({
  id: correctionId,
  amountMinor: z.int(),
  reason: z.string(),
  by: z.string(),
  createdAt: z.number(),
  reversesId: correctionId.nullable(),
  isReversed: z.boolean(),
});
export type Correction = z.infer<typeof correction>;

const transfer = z.object({
  id: transferId,
  fromClientId: clientId,
  toClientId: clientId,
  fromName: z.string(),
  toName: z.string(),
  amountMinor: z.int(),
  reason: z.string(),
  by: z.string(),
  createdAt: z.number(),
  reversesId: transferId.nullable(),
  isReversed: z.boolean(),
});
export type Transfer = z.infer<typeof transfer>;

const requestUid = z.uuid();

/** The days [from, to) of a client's account in the studio's zone; without `from`, from the beginning. */
const wish = z.object({
  clientId,
  from: scheduleDay.nullable(),
  to: scheduleDay,
  /** With the balances of the whole family. */
  showsFamily: z.boolean().default(false),
});
const reversal = { requestUid, reason: requiredLine(300) };

/** Clients' balances: statements, corrections with a reason, and what moves within a family (domain.md 5). */
export const balance = {
  /** The family, the payer first, and the latest 50 corrections and transfers of one client. */
  account: desk.input(z.object({ clientId })).output(
    z.object({
      payerId: clientId.nullable(),
      family: z.array(
        z.object({
          clientId,
          name: z.string(),
          balanceMinor: z.int(),
          /** What can be transferred: money that pays for places to come stays. */
          transferableMinor: z.int(),
        }),
      ),
      corrections: z.array(correction),
      transfers: z.array(transfer),
    }),
  ),
  statement: desk.input(wish).output(documentView),
  saveStatement: desk.input(wish).output(csvFile),
  /** To the client's address or else their payer's, the PDF attached; refused with NO_EMAIL. */
  sendStatement: desk.input(wish.extend({ requestUid })).output(z.object({ to: z.string() })),

  /** Above zero the client gets it; much needs a second person. */
  correct: management
    .input(
      z.object({
        requestUid,
        clientId,
        amountMinor: changeMinor,
        reason: requiredLine(300),
        secondPerson,
      }),
    )
    .output(z.object({ id: correctionId, undoId: undoStepId })),
  reverseCorrection: management
    .input(z.object({ ...reversal, id: correctionId }))
    .output(z.object({ id: correctionId })),

  /** Between two clients of one family, at most what the giving one has; much of it needs a second person. */
  transfer: desk
    .input(
      z.object({
        requestUid,
        from: clientId,
        to: clientId,
        amountMinor: amountMinor.min(1),
        reason: line(300).default(''),
        secondPerson,
      }),
    )
    .output(z.object({ id: transferId, undoId: undoStepId })),
  reverseMove: desk.input(z.object({ ...reversal, id: transferId })).output(z.object({ id: transferId })),
};
