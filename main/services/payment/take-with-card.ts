import type { WriteDb } from '#db/database.ts';
import type { ChargePurpose } from '#db/repositories/card-charge.ts';
import { cancelPagesFor, underWayOfClient } from '#db/repositories/card-due.ts';
import { firstInvoice } from '#domain/payment/due-part.ts';
import { planTaking } from '#domain/payment/plan-taking.ts';
import type { ChargeId, ReceiptId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { type NoCard, requestCharge } from '../../cards/request-charge.ts';
import { findDue, isSameDue } from './dues.ts';
import { type Taken, takeTenders, type Taking, type TakingError } from './take-tenders.ts';

/** A part that the card on file is charged for: the money comes later, or not at all. */
export interface OnFileTender {
  readonly kind: 'card_on_file';
  readonly amountMinor: number;
  /** What the client reads on the processor's receipt. */
  readonly description: string;
}

export interface TakenWithCard extends Omit<Taken, 'receiptId'> {
  /** Of what is here now; null where the card is charged for all of it. */
  readonly receiptId: ReceiptId | null;
  readonly chargeId: ChargeId | null;
  readonly chargedMinor: number;
}

/**
 * Takes what is given now, and asks for a charge of the card on file for the rest, in the caller's transaction. The charge pays, once it
 * succeeds, what the other ways have left of the same dues. What an earlier charge is still going to pay is not due a second time.
 * Pages on which the client might pay what is now paid are closed.
 */
export function takeWithCard(
  tx: WriteDb,
  taking: Taking,
  onFile: OnFileTender | null,
  parts: { readonly requestUid: string; readonly now: number; readonly newUid: () => string },
): Result<TakenWithCard, TakingError | NoCard> {
  const { clientId, dues } = taking;
  const underWay = underWayOfClient(tx, clientId);
  const isAllOnFile = onFile !== null && taking.tenders.length === 0;
  const taken = isAllOnFile ? null : takeTenders(tx, { ...taking, spokenFor: underWay.of });
  if (taken && !taken.ok) return taken;
  const asked = onFile && chargeDues(tx, taking, onFile, parts);
  if (asked && !asked.ok) return asked;
  const paid = dues.filter((ref) => findDue(tx, ref) === undefined);
  if (paid.length > 0) cancelPagesFor(tx, clientId, paid);
  const now = taken?.value ?? { receiptId: null, paymentIds: [], takenMinor: 0, changeMinor: 0 };
  return ok({ ...now, chargeId: asked?.value ?? null, chargedMinor: onFile?.amountMinor ?? 0 });
}

function chargeDues(
  tx: WriteDb,
  { clientId, dues, takesMore, staffId }: Taking,
  { amountMinor, description }: OnFileTender,
  { requestUid, now, newUid }: Parameters<typeof takeWithCard>[3],
): Result<ChargeId, TakingError | NoCard> {
  const underWay = underWayOfClient(tx, clientId);
  const left = dues.map((ref, index) => {
    const due = dues.findIndex((other) => isSameDue(other, ref)) === index ? findDue(tx, ref) : undefined;
    return due?.clientId === clientId ? Math.max(0, due.dueMinor - underWay.of(ref)) : 0;
  });
  const plan = planTaking([{ kind: 'other', amountMinor }], left, { takesMore });
  if (!plan.ok) return plan;
  const amounts = plan.value.parts[0] ?? [];
  const pays = dues.flatMap((ref, index) => {
    const part = amounts[index] ?? 0;
    return part > 0 ? [{ ref, amountMinor: part }] : [];
  });
  const invoiceId = firstInvoice(pays);
  const purpose: ChargePurpose = invoiceId === null ? (pays[0]?.ref.kind ?? 'balance') : 'invoice';
  const about = { requestUid, clientId, amountMinor, description, requestedBy: staffId, pays, purpose };
  const asked = requestCharge(tx, { ...about, ...(invoiceId !== null && { invoiceId }) }, { now, newUid });
  return asked.ok ? ok(asked.value.chargeId) : err(asked.error);
}
