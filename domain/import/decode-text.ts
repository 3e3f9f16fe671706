import { err, ok, type Result } from '#domain/values/result.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: TextEncoding;
}

export type DecodeError =
  | { readonly code: 'EMPTY_FILE' }
  | { readonly code: 'FILE_TOO_LARGE'; readonly bytes: number; readonly limitBytes: number }
  /** NUL characters: a database, a picture or a spreadsheet file, not a text. */
  | { readonly code: 'NOT_A_TEXT_FILE' };

/**
 * The text of a file, by its byte order mark, else as UTF-8, else (what is not valid UTF-8) as windows-1252, which is what
 * older office programs write. Nothing is decoded before size and content are checked (reliability A25).
 */
export function decodeText(bytes: Uint8Array, limitBytes: number): Result<DecodedText, DecodeError> {
  if (bytes.length > limitBytes) return err({ code: 'FILE_TOO_LARGE', bytes: bytes.length, limitBytes });
  const encoding = markedEncoding(bytes);
  if (encoding === undefined && bytes.includes(0)) return err({ code: 'NOT_A_TEXT_FILE' });
  const decoded = encoding ? decodeAs(encoding, bytes) : decodeUnmarked(bytes);
  if (decoded.text.trim() === '') return err({ code: 'EMPTY_FILE' });
  if (decoded.text.includes('\0')) return err({ code: 'NOT_A_TEXT_FILE' });
  return ok(decoded);
}

/** The encoding that a byte order mark announces. */
export function markedEncoding(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** A web standard that browsers and Node share; the domain's types do not know it. */
declare const TextDecoder: new (
  encoding: string,
  options?: { readonly fatal?: boolean },
) => { decode(bytes: Uint8Array): string };

function decodeUnmarked(bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return decodeAs('windows-1252', bytes);
  }
}

function decodeAs(encoding: TextEncoding, bytes: Uint8Array): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}
