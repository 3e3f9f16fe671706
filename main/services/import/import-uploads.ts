import type { Db } from '#db/database.ts';
import type { StaffId } from '#domain/values/ids.ts';
import { err, ok, type Result } from '#domain/values/result.ts';
import { invalidInput, type InvalidInput, notFound, type NotFound } from '../errors.ts';

export interface ImportFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface UploadPiece {
  readonly uploadUid: string;
  readonly fileName: string;
  /** From 0, without gaps. Piece 0 begins anew. */
  readonly index: number;
  readonly last: boolean;
  /** Base64. */
  readonly data: string;
}

/** The larger of what the calendar and the table reader take. */
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;
const KEPT_MS = 3_600_000;
/** A person looks at one file at a time; older ones make room. */
const MOST_PER_PERSON = 2;

export type UploadError = InvalidInput | { readonly code: 'TOO_LARGE'; readonly limitBytes: number };

/**
 * Takes a piece of a file, in memory only. Sending the last piece again, after its answer was lost, is harmless. Files are
 * forgotten after an hour, and with the database they were meant for.
 */
export function addPiece(
  db: Db,
  staffId: StaffId,
  piece: UploadPiece,
  now: number,
): Result<void, UploadError> {
  const uploads = uploadsOf(db, now);
  const { uploadUid, fileName, index, last } = piece;
  if (index === 0 && !uploads.has(uploadUid)) {
    makeRoom(uploads, staffId);
    uploads.set(uploadUid, { staffId, fileName, startedAt: now, pieces: [], bytes: 0, isWhole: false });
  }
  const upload = uploads.get(uploadUid);
  if (upload?.staffId !== staffId) return invalidInput('uploadUid', 'ID');
  if (index === upload.pieces.length - 1) return ok(undefined);
  if (index !== upload.pieces.length || upload.isWhole) return invalidInput('index', 'FORMAT');
  const bytes = Buffer.from(piece.data, 'base64');
  if (upload.bytes + bytes.length > MAX_UPLOAD_BYTES) {
    uploads.delete(uploadUid);
    return err({ code: 'TOO_LARGE', limitBytes: MAX_UPLOAD_BYTES });
  }
  upload.pieces.push(bytes);
  upload.bytes += bytes.length;
  upload.isWhole = last;
  return ok(undefined);
}

/** The whole file, for the person who sent it and nobody else. */
export function findFile(
  db: Db,
  staffId: StaffId,
  uploadUid: string,
  now: number,
): Result<ImportFile, NotFound> {
  const upload = uploadsOf(db, now).get(uploadUid);
  if (upload?.staffId !== staffId || !upload.isWhole) return notFound('upload');
  if (upload.pieces.length > 1) upload.pieces = [Buffer.concat(upload.pieces)];
  return ok({ fileName: upload.fileName, bytes: upload.pieces[0] ?? new Uint8Array() });
}

export function forgetFile(db: Db, uploadUid: string): void {
  uploadsByStudio.get(db)?.delete(uploadUid);
}

interface Upload {
  readonly staffId: StaffId;
  readonly fileName: string;
  readonly startedAt: number;
  pieces: Uint8Array[];
  bytes: number;
  isWhole: boolean;
}

/** Belongs to an open database and goes with it; nothing else holds it. */
const uploadsByStudio = new WeakMap<Db, Map<string, Upload>>();

function uploadsOf(db: Db, now: number): Map<string, Upload> {
  const uploads = uploadsByStudio.get(db) ?? new Map<string, Upload>();
  uploadsByStudio.set(db, uploads);
  for (const [uid, { startedAt }] of uploads) if (now - startedAt > KEPT_MS) uploads.delete(uid);
  return uploads;
}

function makeRoom(uploads: Map<string, Upload>, staffId: StaffId): void {
  const own = [...uploads].filter(([, upload]) => upload.staffId === staffId);
  for (const [uid] of own.slice(0, Math.max(0, own.length - MOST_PER_PERSON + 1))) uploads.delete(uid);
}
