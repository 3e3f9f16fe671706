import { z } from 'zod';
import { desk, management } from './base.ts';
import {
  amountMinor,
  chargeId,
  clientId,
  csvFile,
  line,
  localDate,
  lotId,
  packageId,
  page,
  receiptId,
  requiredLine,
  scheduleDay,
  undoStepId,
} from './fields.ts';
import { lotChoice, lotHold } from './lot-choice.ts';
import { packageHolds } from './package-hold.ts';
import { tenders } from './payment.ts';

/** Why a deed was done, in the desk's own words. */
const reason = requiredLine(300);

/** A package that a client bought. `owedMinor`: its price less what was given and what has expired. */
export const lotRow = z.object({
  id: lotId,
  clientId,
  clientName: z.string(),
  name: z.string(),
  bought: z.int(),
  used: z.int(),
  expired: z.int(),
  remaining: z.int(),
  priceMinor: z.int(),
  owedMinor: z.int(),
  expiresOn: localDate.nullable(),
  boughtAt: z.number(),
  hold: lotHold.nullable(),
});
export type LotRow = z.infer<typeof lotRow>;

export const lotState = z.enum(['all', 'left', 'expiring', 'expired', 'unused', 'held']);
export type LotState = z.infer<typeof lotState>;

const CREDIT_LINES = [
  'used',
  'returned',
  'expired',
  'extended',
  'sold',
  'moved_in',
  'moved_out',
  'revoked',
] as const;
const HOLD_LINES = ['held', 'released', 'hold_undone', 'held_again'] as const;

/** A line of a lot's history; both numbers are signed as they change the lot. */
export const lotEvent = z.object({
  id: z.int(),
  kind: z.enum([...CREDIT_LINES, ...HOLD_LINES]),
  credits: z.int(),
  amountMinor: z.int(),
  expiresOn: localDate.nullable(),
  /** Of a hold: its days after the change; `heldTo` null also until it is released. */
  heldFrom: localDate.nullable(),
  heldTo: localDate.nullable(),
  reason: z.string(),
  who: z.string(),
  at: z.number(),
  sessionTitle: z.string(),
  sessionDate: z.string(),
  otherClient: z.string(),
});

export const lotView = lotRow.extend({
  /** Its last day is over. */
  isOver: z.boolean(),
  /** What a session of it is worth, by how many: the larger share first. */
  shares: z.array(z.object({ credits: z.int(), amountMinor: z.int() })),
  feeMinor: z.int(),
  feeCredits: z.int(),
  events: z.array(lotEvent),
});
export type LotView = z.infer<typeof lotView>;

const transferFields = { lotId, toClientId: clientId, credits: z.int().min(1).max(1000) };

const end = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('days'), days: z.int().min(1).max(3650) }),
  z.object({ kind: z.literal('until'), date: scheduleDay }),
]);
export type { LotChoice } from './lot-choice.ts';
export type NewEnd = z.infer<typeof end>;

export const packageSettings = z.object({
  /** So many days before the last one clients are told; null: not at all. */
  tellDaysBefore: z.int().min(1).max(90).nullable(),
  tellExpired: z.boolean(),
});

/** Packages that clients have bought, and what the studio owes for them. Offers are in the catalog. */
export const packages = {
  /** By last day; those that never end last. `expiring`: up to and on `soon`. */
  list: desk
    .input(
      z.object({
        state: lotState.default('all'),
        packageId: packageId.nullable().default(null),
        search: line(100).default(''),
        ...page,
      }),
    )
    .output(z.object({ rows: z.array(lotRow), total: z.int(), today: localDate, soon: localDate })),
  get: desk.input(z.object({ id: lotId })).output(lotView),
  /** Its credits can be used at once. What `tenders` leave open of the price is owed on the balance. */
  sell: desk.input(z.object({ requestUid: z.uuid(), clientId, packageId, tenders: tenders(0) })).output(
    z.object({
      id: lotId,
      receiptId: receiptId.nullable(),
      changeMinor: z.int(),
      /** The card on file is being charged for it. */
      chargeId: chargeId.nullable(),
    }),
  ),
  previewTransfer: desk.input(z.object(transferFields)).output(
    z.object({
      from: z.string(),
      to: z.string(),
      lot: z.string(),
      expiresOn: localDate.nullable(),
      amountMinor: z.int(),
      left: z.int(),
    }),
  ),
  /** Moves credits that are left, with their share of the price, to a new lot of another client. */
  transfer: desk
    .input(z.object({ ...transferFields, reason, requestUid: z.uuid() }))
    .output(z.object({ lotId, undoId: undoStepId })),
  previewExtension: desk.input(z.object({ which: lotChoice, end })).output(
    z.object({
      lots: z.int(),
      clients: z.int(),
      creditsBack: z.int(),
      backMinor: z.int(),
      from: localDate.nullable(),
      to: localDate.nullable(),
      skipped: z.array(
        z.object({ reason: z.enum(['no_end', 'nothing_left', 'not_later', 'still_over']), lots: z.int() }),
      ),
    }),
  ),
  /** Refused with CHANGED_MEANWHILE unless it is what the preview has said. */
  extend: desk
    .input(
      z.object({
        which: lotChoice,
        end,
        reason,
        expected: z.object({ lots: z.int().min(0), creditsBack: z.int().min(0) }),
        requestUid: z.uuid(),
      }),
    )
    .output(z.object({ lots: z.int(), undoId: undoStepId })),
  ...packageHolds,
  /** Takes a sale back while nothing of it was used; what was paid is free money of the client. */
  revoke: management
    .input(z.object({ lotId, reason, requestUid: z.uuid() }))
    .output(z.object({ undoId: undoStepId })),
  /** What is owed in sessions at the end of a day, per offer; the total is the ledger's. */
  liability: management.input(z.object({ day: localDate.nullable().default(null) })).output(
    z.object({
      day: localDate,
      rows: z.array(
        z.object({
          packageId: packageId.nullable(),
          name: z.string(),
          lots: z.int(),
          creditsLeft: z.int(),
          /** How many of the lots are on hold on that day. */
          held: z.int(),
          owedMinor: z.int(),
        }),
      ),
      totalMinor: z.int(),
      ledgerMinor: z.int(),
    }),
  ),
  /** The same as a file. */
  saveLiabilityCsv: management.input(z.object({ day: localDate.nullable().default(null) })).output(csvFile),
  settings: management.output(packageSettings),
  updateSettings: management.input(packageSettings),
};

/** What the desk says to the proposed fees when it moves a session; left out, nobody is charged. */
export const feeChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('charge'), seenMinor: amountMinor }),
  z.object({ kind: z.literal('waive'), reason }),
]);
export type FeeChoice = z.infer<typeof feeChoice>;
