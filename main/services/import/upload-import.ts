import type { Result } from '#domain/values/result.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { addPiece, type UploadError, type UploadPiece } from './import-uploads.ts';

/** Takes a piece of a file to be imported; see `addPiece`. */
export function uploadImport(
  { db, now }: ServiceContext,
  actor: Actor,
  piece: UploadPiece,
): Result<void, UploadError> {
  return addPiece(db, actor.staffId, piece, now());
}
