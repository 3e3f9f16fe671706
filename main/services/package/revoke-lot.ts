import type { WriteDb } from '#db/database.ts';
import { cancelPagesForAlone } from '#db/repositories/card-due.ts';
import * as creditLots from '#db/repositories/credit-lot.ts';
import * as ledger from '#db/repositories/ledger.ts';
import * as lotBooks from '#db/repositories/lot-books.ts';
import type { CreditLot } from '#db/schema/package.ts';
import type { LotId, UndoStepId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { commit } from '../commit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { type MoneyFrozen, notFound, type NotFound } from '../errors.ts';
import { moneyFrozenError } from '../money-frozen.ts';
import { once, type RequestAnswered } from '../once.ts';
import { recordDeed } from '../record-deed.ts';
import { rememberUndo } from '../undo/remember-undo.ts';
import type { RevokedLot } from '../undo/package.ts';

type RevokeError =
  | NotFound
  | MoneyFrozen
  | RequestAnswered
  /** A session of it was used, moved or has expired. */
  | { readonly code: 'LOT_TOUCHED'; readonly lot: string };

/**
 * Takes the sale of a package back while nothing of it was used: the lot is empty, nothing is owed for it, and what was paid is free money of
 * the client, to be used otherwise or given back. The rows stay; the ledger gets the opposite posting.
 */
export function revokeLot(
  context: ServiceContext,
  actor: Actor,
  input: { readonly lotId: LotId; readonly reason: string; readonly requestUid: string },
): Result<{ undoId: UndoStepId }, RevokeError> {
  const frozen = moneyFrozenError(context);
  if (frozen) return err(frozen);
  const { requestUid, lotId, reason } = input;
  const at = context.now();
  const done = commit<Result<{ undoId: UndoStepId }, RevokeError>>(
    context,
    ['clients', 'packages', 'cards'],
    (tx) =>
      once<{ undoId: UndoStepId }, RevokeError>(
        tx,
        { requestUid, action: 'packages.revoke', actor, input, at },
        () => {
          const lot = creditLots.findById(tx, lotId);
          if (!lot || lot.bought === 0) return notFound('lot');
          if (!isUntouched(tx, lot)) return err({ code: 'LOT_TOUCHED', lot: lot.name });
          const { bought, priceMinor, clientId } = lot;
          const change = { kind: 'revoked', otherLotId: null, reason, staffId: actor.staffId, at } as const;
          lotBooks.resize(tx, lotId, { credits: -bought, amountMinor: 0 - priceMinor }, change);
          const payments = creditLots.takePayments(tx, lotId);
          cancelPagesForAlone(tx, clientId, [{ kind: 'package', lotId }]);
          lotBooks.postSale(tx, { lotId, clientId, amountMinor: 0 - priceMinor, at });
          const data = { lotId, credits: bought, amountMinor: priceMinor };
          recordDeed(tx, actor, at, {
            action: 'package.revoked',
            subjectKind: 'client',
            subjectId: clientId,
            data,
          });
          const revoked: RevokedLot = { lot, payments };
          return ok({ undoId: rememberUndo(tx, actor, at, { kind: 'package.revoked', data: revoked }) });
        },
      ),
  );
  context.wakeJobs();
  return done;
}

/** As it was sold: a part that was moved away is somebody's already, and imported credits were sold elsewhere. */
function isUntouched(tx: WriteDb, lot: CreditLot): boolean {
  const { id, used, expired, originLotId, importId, priceMinor } = lot;
  const sold = -ledger
    .openPostingsOf(tx, 'lot', id)
    .filter(({ accountId }) => accountId === ledger.accountOf(tx, 'deferred'))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return used === 0 && expired === 0 && originLotId === null && importId === null && sold === priceMinor;
}
