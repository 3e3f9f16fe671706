import { createRequire } from 'node:module';
import path from 'node:path';
import type { TDocumentDefinitions, TFontDictionary } from 'pdfmake/interfaces.js';
import type { HasCharacter } from '#domain/document/text-runs.ts';
import {
  builtName,
  OWN_TYPEFACE,
  type Typeface,
  TYPEFACE_FOLDER,
  TYPEFACES,
} from '#domain/document/typeface.ts';

export interface Printer {
  readonly draw: (definition: TDocumentDefinitions) => Promise<Uint8Array>;
  /** Reads a typeface when it is first asked for a character; to be let go of with the document. */
  readonly characters: () => HasCharacter;
}

/** Loaded with the first PDF: most starts of the engine make none, and the fonts weigh most of a megabyte. */
let printer: Promise<Printer> | null = null;

export function loadPrinter(): Promise<Printer> {
  printer ??= preparePrinter();
  return printer;
}

async function preparePrinter(): Promise<Printer> {
  const [{ default: loaded }, { default: files }, { openTypeCase, drawLinesInVisualOrder }] =
    await Promise.all([import('pdfmake'), import('pdfmake/build/vfs_fonts.js'), import('./pdf-lines.ts')]);
  const pdfmake = loaded as unknown as PdfMake;
  for (const [name, content] of Object.entries(files))
    pdfmake.virtualfs.writeFileSync(name, Buffer.from(content, 'base64'));
  const fonts = fontFiles();
  const known = new Set(Object.values(fonts).flatMap((weights) => Object.values(weights).map(String)));
  const isTypeface = (file: string): boolean => known.has(file);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(isTypeface);
  pdfmake.setFonts(fonts);
  drawLinesInVisualOrder();
  return {
    draw: async (definition) => new Uint8Array(await pdfmake.createPdf(definition).getBuffer()),
    characters: () => openTypeCase(fonts, pdfmake.virtualfs, isTypeface),
  };
}

/** The virtual folder is left out of the published types. */
type PdfMake = typeof import('pdfmake') & {
  readonly virtualfs: { readonly writeFileSync: (name: string, content: Buffer) => void };
};

function fontFiles(): TFontDictionary {
  const own = {
    normal: 'Roboto-Regular.ttf',
    bold: 'Roboto-Medium.ttf',
    italics: 'Roboto-Italic.ttf',
    bolditalics: 'Roboto-MediumItalic.ttf',
  };
  return Object.fromEntries([[OWN_TYPEFACE, own], ...TYPEFACES.map((face) => [face.name, weightsOf(face)])]);
}

function weightsOf({ regular, bold }: Typeface): TFontDictionary[string] {
  const normal = placeOf(regular);
  return { normal, bold: bold === null ? normal : placeOf(bold) };
}

/** In its package as it is written; built, in a folder beside the entries, while this code may lie in a chunk below it. */
function placeOf(file: string): string {
  if (import.meta.filename.endsWith('.ts')) return createRequire(import.meta.url).resolve(file);
  return path.join(import.meta.dirname.replace(/[\\/]chunks$/, ''), TYPEFACE_FOLDER, builtName(file));
}
