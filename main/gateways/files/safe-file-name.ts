import path from 'node:path';

/**
 * A name that is safe on every system: no path, no control or right-to-left marks, no device names, at most 120
 * characters (reliability X4).
 */
export function safeFileName(fileName: string): string {
  const { name, ext } = path.parse(fileName.normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, '_'));
  const safeEnding = ext === '.' ? '' : ext.slice(0, 10);
  const trimmed = name.slice(0, 120 - safeEnding.length).replace(/^[. ]+|[. ]+$/g, '');
  const base = trimmed === '' ? 'file' : trimmed;
  return (RESERVED.test(base) ? `_${base}` : base) + safeEnding;
}

/** The name with " (2)", " (3)" … before its ending. */
export function numberedFileName(fileName: string, number: number): string {
  const { name, ext } = path.parse(fileName);
  return number < 2 ? fileName : `${name} (${number})${ext}`;
}

const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
