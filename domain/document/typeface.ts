/**
 * A typeface that documents may need beside their own, which has Latin, Greek and Cyrillic letters. The files come from packages; a build
 * lays them, and the licence of each, beside the engine. All are under the SIL Open Font License 1.1.
 */
export interface Typeface {
  readonly name: string;
  /** Paths below `node_modules`. */
  readonly regular: string;
  /** Null where a second file would cost more than it gives. */
  readonly bold: string | null;
  readonly licence: string;
  /** A character that does not match is not in it; one that does may be. */
  readonly mayHave: RegExp;
}

/** What every document is written in; `pdfmake` brings it. */
export const OWN_TYPEFACE = 'Roboto';

/** The first that has a character draws it. Chinese stands last: its file is the largest by far, and it has signs of many kinds. */
export const TYPEFACES: readonly Typeface[] = [
  noto('Hebrew', /\p{Script_Extensions=Hebrew}/u),
  noto('Arabic', /\p{Script_Extensions=Arabic}/u),
  noto('Thai', /\p{Script_Extensions=Thai}/u),
  noto('Devanagari', /\p{Script_Extensions=Devanagari}/u),
  { ...noto('KR', /\p{Script_Extensions=Hangul}/u), bold: null },
  // Simplified and traditional Chinese and Japanese: one form of each sign, which in Japan may look a little foreign.
  {
    ...noto(
      'SC',
      /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{P}\p{S}\p{N}\uff00-\uffef]/u,
    ),
    bold: null,
  },
];

/** Google's files as they are, with no Expo about them: the other package that has them holds each in a hundred parts. */
function noto(script: string, mayHave: RegExp): Typeface {
  const folder = `@expo-google-fonts/noto-sans-${script.toLowerCase()}`;
  const fileOf = (weight: string): string => `${folder}/${weight}/NotoSans${script}_${weight}.ttf`;
  return {
    name: `Noto Sans ${script}`,
    regular: fileOf('400Regular'),
    bold: fileOf('500Medium'),
    licence: `${folder}/LICENSE_FONT`,
    mayHave,
  };
}

/** The folder beside the built engine in which the files of typefaces lie. */
export const TYPEFACE_FOLDER = 'typefaces';

/** The name of such a file there; licences all have the same name, so theirs tell the package too. */
export function builtName(file: string): string {
  return file.replace(/^@/, '').replaceAll('/', '-');
}
