/**
 * A file name that every system can store and that shows what it is, made from any text: no folder, no invisible or
 * direction-changing mark, no device name of Windows, at most 120 characters, always with the given extension
 * (reliability X4). Names are proposals only; the person sees and may change them in the dialog.
 */
export const safeFileName = (suggested: string, extension: string): string => {
  const stem = withoutExtension(lastSegment(suggested.normalize('NFC')), extension)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  const short = shorten(stem, MAX_CHARACTERS - extension.length - 1);
  const isUsable = short !== '' && !WINDOWS_DEVICE.test(short);
  return `${isUsable ? short : 'callboard'}.${extension}`;
};

const MAX_CHARACTERS = 120;
/** Most file systems count bytes, and allow 255. */
const MAX_BYTES = 200;
const WINDOWS_DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?$/i;

const lastSegment = (text: string): string => text.split(/[\\/]/).at(-1) ?? '';

const withoutExtension = (name: string, extension: string): string =>
  name.toLowerCase().endsWith(`.${extension}`) ? name.slice(0, -extension.length - 1) : name;

/** Cuts between characters, never inside one. */
const shorten = (text: string, maxCharacters: number): string => {
  let kept = '';
  let characters = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    characters += segment.length;
    if (characters > maxCharacters || Buffer.byteLength(kept + segment) > MAX_BYTES) break;
    kept += segment;
  }
  return kept.replace(/[ .]+$/, '');
};
