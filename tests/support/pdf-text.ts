import { inflateSync } from 'node:zlib';

/** What a reader sees on each page of a PDF of our own making, in the order in which it was drawn. Not for PDFs of others. */
export function pdfText(pdf: Uint8Array): readonly string[] {
  const objects = objectsOf(pdf);
  const alphabets = new Map<string, ReadonlyMap<string, string>>();
  for (const [id, body] of objects) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1];
    if (map) alphabets.set(id, alphabetOf(streamOf(objects.get(map) ?? '')));
  }
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const body of objects.values())
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const alphabet = alphabets.get(id);
      if (alphabet) fonts.set(name, alphabet);
    }
  return contentsOf(objects).map((content) => wordsOf(content, fonts));
}

/** The heights above the foot of the sheet, in points, at which something is written on each page, from the top down. */
export function pdfBaselines(pdf: Uint8Array): readonly (readonly number[])[] {
  return contentsOf(objectsOf(pdf)).map((content) => {
    const heights = [...content.matchAll(/ ([\d.]+) Tm\n/g)].map(([, height]) => Number(height));
    return [...new Set(heights)].toSorted((one, other) => other - one);
  });
}

/** Where the piece of text furthest to the right begins on each page, in points. */
export function pdfRightmost(pdf: Uint8Array): readonly number[] {
  return contentsOf(objectsOf(pdf)).map((content) =>
    Math.max(...[...content.matchAll(/1 0 0 1 ([\d.]+) [\d.]+ Tm\n/g)].map(([, left]) => Number(left))),
  );
}

function objectsOf(pdf: Uint8Array): ReadonlyMap<string, string> {
  const file = Buffer.from(pdf).toString('latin1');
  const objects = new Map<string, string>();
  for (const match of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(match[1] ?? '', match[2] ?? '');
  return objects;
}

/** What is drawn on each page. */
function contentsOf(objects: ReadonlyMap<string, string>): readonly string[] {
  return [...objects.values()]
    .filter((body) => /\/Type \/Page\n/.test(body))
    .map((body) => streamOf(objects.get(/\/Contents (\d+) 0 R/.exec(body)?.[1] ?? '') ?? ''));
}

function streamOf(body: string): string {
  const start = body.indexOf('stream\n') + 'stream\n'.length;
  const bytes = Buffer.from(body.slice(start, body.lastIndexOf('\nendstream')), 'latin1');
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

/** The `beginbfrange` lists that the writer makes: from a glyph on, one text each. */
function alphabetOf(cmap: string): ReadonlyMap<string, string> {
  const alphabet = new Map<string, string>();
  for (const [, first = '', list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
    for (const [index, [, code = '']] of [...list.matchAll(/<([0-9a-f]*)>/g)].entries())
      alphabet.set(
        (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0'),
        Buffer.from(code, 'hex').swap16().toString('utf16le'),
      );
  return alphabet;
}

function wordsOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  const lines: string[] = [];
  for (const match of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (match[1]) font = fonts.get(match[1]) ?? new Map();
    else
      lines.push(
        [...(match[2] ?? '').matchAll(/<([0-9a-f]*)>/g)]
          .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
          .map((glyph) => font.get(glyph) ?? '')
          .join(''),
      );
  }
  return lines.join(' ').replace(/[\u00a0 ]+/g, ' ');
}
