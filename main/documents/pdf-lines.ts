import documentModule, { type Glyphs, type PdfFont } from 'pdfmake/js/PDFDocument.js';
import rendererModule, { type Inline, type Line } from 'pdfmake/js/Renderer.js';
import type { TFontDictionary } from 'pdfmake/interfaces.js';
import { forShaper, type HasCharacter, inVisualOrder, isTurnedByShaper } from '#domain/document/text-runs.ts';
import { OWN_TYPEFACE } from '#domain/document/typeface.ts';

/** Node and the bundlers differ in what such a module's default export is. */
const PdfDocument = 'default' in documentModule ? documentModule.default : documentModule;
const Renderer = 'default' in rendererModule ? rendererModule.default : rendererModule;

/** Which characters the typefaces have, each read from its file when it is first asked. */
export function openTypeCase(
  fonts: TFontDictionary,
  files: object,
  mayRead: (file: string) => boolean,
): HasCharacter {
  // Left to itself it opens the standard typeface, whose file is not in the build.
  const options = { font: null, autoFirstPage: false };
  const open = new PdfDocument(fonts, {}, {}, {}, options, files, mayRead);
  const known = new Map<string, boolean>();
  return (font, character) => {
    const key = `${font} ${character}`;
    const had = known.get(key);
    if (had !== undefined) return had;
    const { font: file } = open.provideFont(font, false, false);
    const has = file.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    known.set(key, has);
    return has;
  };
}

/**
 * The maker of the PDFs breaks lines by itself and knows no writing from right to left: just before a line is drawn, its pieces are put into
 * the order in which they are seen. Typefaces of other scripts stand on the same line as the documents' own and make it no
 * higher, and what the shaper of a script breaks down over is drawn sign by sign. It has no door for any of this, so it is hung into it, once.
 */
export function drawLinesInVisualOrder(): void {
  if (isDone) return;
  isDone = true;
  const { renderLine } = Renderer.prototype;
  Renderer.prototype.renderLine = function renderInOrder(line, x, y) {
    renderLine.call(this, line.inlines.some(({ level }) => level) ? reordered(line) : line, x, y);
  };
  const { provideFont } = PdfDocument.prototype;
  const known = new WeakSet<PdfFont>();
  PdfDocument.prototype.provideFont = function provideAligned(name, bold, italics) {
    const font = provideFont.call(this, name, bold, italics);
    if (known.has(font)) return font;
    known.add(font);
    neverFail(font);
    if (name !== OWN_TYPEFACE) alignTo(font, provideFont.call(this, OWN_TYPEFACE, false, false));
    return font;
  };
}

let isDone = false;

function alignTo(font: PdfFont, own: PdfFont): void {
  font.ascender = own.ascender;
  font.descender = own.descender;
  font.lineGap = own.lineGap;
}

/** Letters in an order that no word has can make the shaper throw; a wrong accent is better than no invoice. */
function neverFail(font: PdfFont): void {
  const { layoutRun } = font;
  font.layoutRun = (text, features) => {
    try {
      return layoutRun.call(font, text, features);
    } catch {
      return signBySign(font, text);
    }
  };
}

function signBySign({ font, scale }: PdfFont, text: string): Glyphs {
  const inOrder = font.glyphsForString(text);
  const glyphs = isTurnedByShaper(text) ? inOrder.toReversed() : inOrder;
  const positions = glyphs.map((glyph) => {
    const width = glyph.advanceWidth * scale;
    return { xAdvance: width, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: width };
  });
  return { glyphs, positions, advanceWidth: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0) };
}

/** Heads of tables are drawn again on each page, so the line itself is left as it is. */
function reordered(line: Line): Line {
  const last = line.inlines.at(-1);
  let x = line.inlines[0]?.x ?? 0;
  const pieces = line.inlines.map((inline) => ({
    ...inline,
    level: inline.level ?? 0,
    // Spaces at the end of a line are none.
    ...(inline === last
      ? { text: inline.text.trimEnd(), width: inline.width - (inline.trailingCut ?? 0) }
      : {}),
  }));
  const inlines = inVisualOrder(pieces).map((inline): Inline => {
    const placed = { ...inline, text: forShaper(inline.text, inline.level), x };
    x += inline.width;
    return placed;
  });
  return Object.assign(line.clone(), { inlines });
}
