/**
 * iCalendar folds long lines at 75 octets, and careless programs fold in the middle of a UTF-8 character (RFC 5545 3.1).
 * Moves such a fold behind the character. The number of bytes and of lines stays; a sound file comes back as it is.
 */
export function mendFolds(bytes: Uint8Array): Uint8Array {
  let mended: Uint8Array | undefined;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    const blank = bytes[at + 1];
    if ((blank !== SPACE && blank !== TAB) || !isContinuation(bytes[at + 2])) continue;
    const foldStart = bytes[at - 1] === CR ? at - 1 : at;
    if ((bytes[foldStart - 1] ?? 0) < FIRST_NON_ASCII) continue;
    let rest = at + 2;
    while (isContinuation(bytes[rest])) rest += 1;
    mended ??= bytes.slice();
    mended.set(bytes.subarray(at + 2, rest), foldStart);
    mended.set(bytes.subarray(foldStart, at + 2), foldStart + rest - (at + 2));
  }
  return mended ?? bytes;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const FIRST_NON_ASCII = 0x80;

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
