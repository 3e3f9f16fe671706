import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart } from '#domain/document/apart.ts';
import { forShaper, inVisualOrder, type TextRuns, textRuns } from '#domain/document/text-runs.ts';
import { OWN_TYPEFACE } from '#domain/document/typeface.ts';

describe('a text in several scripts', () => {
  it('is split by the typefaces that have its letters, in the order in which it is read', () => {
    expect(split('Ann 陳大文 김민준')).toEqual([
      ['Roboto', 'Ann '],
      ['Noto Sans SC', '陳大文 '],
      ['Noto Sans KR', '김민준'],
    ]);
    expect(split('สมชาย, प्रिया')).toEqual([
      ['Noto Sans Thai', 'สมชาย'],
      ['Roboto', ', '],
      ['Noto Sans Devanagari', 'प्रिया'],
    ]);
  });

  it('asks no other typeface for what the documents’ own one has', () => {
    const asked = new Set<string>();
    textRuns('Zoë Łukasz Ωmega Ждан, €12.50', 'ltr', (font, character) => {
      asked.add(font);
      return has(font, character);
    });
    expect([...asked]).toEqual([OWN_TYPEFACE]);
  });

  it('puts letters and their accents together, but leaves the signs of names as they were written', () => {
    expect(split('cafe\u0301 \u1100\u1161')).toEqual([
      ['Roboto', 'café '],
      ['Noto Sans KR', '가'],
    ]);
    expect(split('\ufa19田')).toEqual([['Noto Sans SC', '\ufa19田']]);
  });

  it('leaves emoji out with what they are made of, and shows that a letter is missing', () => {
    expect(split('Yoga 🧘🏽‍♀️ flow 🇩🇪')).toEqual([['Roboto', 'Yoga flow']]);
    expect(split('©️ Ann')).toEqual([['Roboto', '© Ann']]);
    expect(split('தமிழ்')).toEqual([['Roboto', '\ufffd\ufffd\ufffd']]);
    expect(split('a\u00adb\u200ec')).toEqual([['Roboto', 'abc']]);
    expect(split('\ud800')).toEqual([['Roboto', '\ufffd']]);
  });
});

describe('a text from right to left', () => {
  it('stands in an English sentence as it is read', () => {
    expect(seen('Lesson with שרה כהן (90 min)')).toBe('Lesson with ןהכ הרש (90 min)');
    expect(seen('Lesson with שרה (כהן)')).toBe('Lesson with (ןהכ) הרש');
    expect(seen('רחוב הרצל 5, תל אביב')).toBe('ביבא לת ,5 לצרה בוחר');
  });

  it('keeps figures from left to right, also those that count as its letters', () => {
    expect(seen('سعر ۱۲۳ ريال')).toBe('لاير ۱۲۳ رعس');
    expect(seen('שלום 12:30')).toBe('12:30 םולש');
  });

  it('is, where a person wrote it, as its first letter is', () => {
    const hebrew = textRuns('תודה (Harbour), שלום.', 'auto', has);
    expect(hebrew.isRightToLeft).toBe(true);
    expect(drawn(hebrew)).toBe('.םולש ,(Harbour) הדות');
    expect(textRuns('Thanks, תודה', 'auto', has).isRightToLeft).toBe(false);
  });

  it('does not draw the figures behind a name to its other side', () => {
    expect(seen(`${apart('שרה')}, 6 Oct`)).toBe('הרש, 6 Oct');
    expect(apart('Sarah')).toBe('Sarah');
  });
});

describe('any text', () => {
  it('is drawn with every letter that some typeface has, once', () => {
    const texts = fc.string({ unit: fc.constantFrom(...Array.from('aé 1(אب٣ۀ陳가ก,\n')) });
    fc.assert(
      fc.property(texts, (text) => {
        const { runs } = textRuns(text, 'auto', has);
        expect(runs.map((run) => run.text).join('')).toBe(text);
        expect(letters(drawn({ runs, isRightToLeft: false }))).toBe(letters(text));
      }),
    );
  });

  it('is never refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        textRuns(text, 'ltr', has);
      }),
    );
  });
});

const split = (text: string): [string, string][] =>
  textRuns(text, 'ltr', has).runs.map((run) => [run.font, run.text]);

/** One line as the eye meets it; the shaper turns Hebrew and Arabic words round. */
function drawn({ runs }: TextRuns): string {
  return inVisualOrder(runs)
    .map(({ text, level }) => {
      const given = forShaper(text, level);
      return /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(text)
        ? Array.from(given).toReversed().join('')
        : given;
    })
    .join('');
}

const seen = (text: string): string => drawn(textRuns(text, 'ltr', has));

/** Whatever their order, and whichever way brackets look. */
const letters = (text: string): string => Array.from(text.replaceAll(')', '(')).toSorted().join('');

/** What the typefaces have, as near as these tests need it. */
function has(font: string, character: string): boolean {
  const alphabets: Readonly<Record<string, RegExp>> = {
    [OWN_TYPEFACE]: /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic} -~\n©€\u00a0]/u,
    'Noto Sans Hebrew': /[\p{Script=Hebrew}\s]/u,
    'Noto Sans Arabic': /[\p{Script_Extensions=Arabic}\s]/u,
    'Noto Sans Thai': /[\p{Script=Thai}\s]/u,
    'Noto Sans Devanagari': /[\p{Script=Devanagari}\s]/u,
    'Noto Sans KR': /[\p{Script=Hangul}\s]/u,
    'Noto Sans SC': /[\p{Script=Han}\s]/u,
  };
  return alphabets[font]?.test(character) ?? false;
}
