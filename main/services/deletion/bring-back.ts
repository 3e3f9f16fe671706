import type { WriteDb } from '#db/database.ts';
import * as deletions from '#db/repositories/deletion.ts';
import type { SessionId } from '#domain/values/ids.ts';

/** A session that was recovered; `booked` places came back with it. */
export interface Recovered {
  readonly id: SessionId;
  readonly versionAfter: number;
  readonly booked: number;
  readonly deletion: deletions.Deletion;
}

/** Opens the session again and takes its credits. The caller has made sure that the lots have them. */
export function bringBack(
  tx: WriteDb,
  deletion: deletions.Deletion,
  version: number,
  at: number,
  putsExpiryBack: boolean,
): boolean {
  if (!deletions.setState(tx, deletion.sessionId, version, 'open')) return false;
  for (const credit of deletion.credits) {
    if (!deletions.retakeCredit(tx, credit, at, putsExpiryBack)) return false;
    deletions.setFundingState(tx, credit.fundingId, 'active');
  }
  deletions.remove(tx, deletion.sessionId);
  return true;
}
