import bidiFactory from 'bidi-js';
import { RIGHT_TO_LEFT } from './apart.ts';
import { OWN_TYPEFACE, TYPEFACES } from './typeface.ts';

/** A piece of a text that one typeface draws in one direction. */
export interface TextRun {
  readonly text: string;
  /** The name of the typeface. */
  readonly font: string;
  /** Of the Unicode bidirectional algorithm: even is read from left to right, odd from right to left. */
  readonly level: number;
}

export interface TextRuns {
  /** In the order in which they are read; none when nothing of the text can be drawn. */
  readonly runs: readonly TextRun[];
  /** Whether the text as a whole is read from right to left. */
  readonly isRightToLeft: boolean;
}

/** Whether the typeface of this name has a character. */
export type HasCharacter = (font: string, character: string) => boolean;

/**
 * Splits a text by the typefaces that have its characters and by the direction in which they are read. `direction` is that of the whole: words
 * of ours with names in them are `ltr` whatever the names are; what a person wrote is as its first letter is (`auto`).
 *
 * What no typeface has is drawn as the sign for that (U+FFFD), so that it is seen that something is missing; emoji are left out. Never throws.
 */
export function textRuns(words: string, direction: 'ltr' | 'auto', has: HasCharacter): TextRuns {
  const text = drawable(words);
  const order = RIGHT_TO_LEFT.test(text) ? bidi().getEmbeddingLevels(text, direction) : null;
  const pieces: { text: string; font: string; level: number }[] = [];
  let index = 0;
  for (const character of text) {
    const level = order?.levels[index] ?? 0;
    index += character.length;
    const last = pieces.at(-1);
    const clings = CLINGS.test(character) && last !== undefined && has(last.font, character);
    if (!clings && UNSEEN.test(character)) continue;
    const found = clings ? last.font : typefaceOf(character, has);
    if (found === null && LEFT_OUT.test(character)) continue;
    const font = found ?? OWN_TYPEFACE;
    const shown = found === null ? MISSING : character;
    // Words that are read from right to left are put in order one by one.
    const endsWord = level % 2 === 1 && last && /\s$/u.test(last.text) && !/\s/u.test(character);
    if (last && last.font === font && last.level === level && !endsWord) last.text += shown;
    else pieces.push({ text: shown, font, level });
  }
  return { runs: pieces, isRightToLeft: isOdd(order?.paragraphs[0]?.level ?? 0) };
}

/**
 * The pieces of one line from left to right (rule L2 of the algorithm): from the highest level down, whatever stands together at it or
 * above is turned round.
 */
export function inVisualOrder<Piece extends { readonly level: number }>(line: readonly Piece[]): Piece[] {
  const order = [...line];
  for (let level = Math.max(0, ...line.map((piece) => piece.level)); level > 0; level -= 1)
    for (let start = 0; start < order.length; start += 1) {
      let end = start;
      while ((order[end]?.level ?? 0) >= level) end += 1;
      if (end > start) order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = end;
    }
  return order;
}

/**
 * A piece as the shaper must be given it. The shaper turns a word of Hebrew or Arabic letters round by itself, and nothing else: signs
 * alone among such words are turned here, and so are figures that count as Arabic letters. Brackets are mirrored.
 */
export function forShaper(text: string, level: number): string {
  const turned = isOdd(level)
    ? Array.from(text, (sign) => bidi().getMirroredCharacter(sign) ?? sign).join('')
    : text;
  return isTurnedByShaper(text) === isOdd(level) ? turned : Array.from(turned).reverse().join('');
}

export const isTurnedByShaper = (text: string): boolean => /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(text);

const isOdd = (level: number): boolean => level % 2 === 1;

/** Spaces, accents and joiners are drawn as what they follow, if that typeface has them. */
const CLINGS = /[\s\p{M}\u200c\u200d]/u;

const MISSING = '\ufffd';

/** Marks of direction, soft hyphens and the like. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

/** What may be missing without a trace: pictures, and accents without which a name can still be read. */
const LEFT_OUT = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{M}]/u;

/** Null when none has it. Pictures are not looked for in the large typefaces. */
function typefaceOf(character: string, has: HasCharacter): string | null {
  if (character === '\n' || has(OWN_TYPEFACE, character)) return OWN_TYPEFACE;
  if (/\p{Emoji_Presentation}/u.test(character)) return null;
  return TYPEFACES.find(({ name, mayHave }) => mayHave.test(character) && has(name, character))?.name ?? null;
}

/** Spaces, a minus and a yen that no typeface here has stand for others that look the same; letters and accents are put together. */
function drawable(words: string): string {
  return words
    .toWellFormed()
    .replace(KEPT_APART, (text) => text.normalize('NFC'))
    .replace(EMOJI, '')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u202f\u2007\u2009]/g, '\u00a0')
    .replace(/￥/g, '¥')
    .replace(/\p{Cc}(?<!\n)/gu, ' ');
}

/** With the space before it when one follows. A sign that is an emoji only by its selector stays a sign. */
const EMOJI = /(?:(?:^|\s)(?:(?!.\ufe0f)\p{RGI_Emoji})+(?=\s|$))|(?!.\ufe0f)\p{RGI_Emoji}/gv;

/** All but the signs of Chinese and Japanese names that would become others. */
const KEPT_APART = /[^\uf900-\ufaff\u{2f800}-\u{2fa1f}]+/gu;

type Bidi = ReturnType<typeof bidiFactory>;

/** Made with the first text that needs it. */
let made: Bidi | null = null;
function bidi(): Bidi {
  made ??= bidiFactory();
  return made;
}
