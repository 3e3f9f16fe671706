/** What the published types of pdfmake leave out. */
declare module 'pdfmake/js/qrEnc.js' {
  interface Square {
    readonly x: number;
    readonly y: number;
  }
  interface Measured {
    readonly _canvas: readonly [Square, ...Square[]];
    readonly _width: number;
  }
  interface Encoder {
    readonly measure: (node: { qr: string; eccLevel: 'L' | 'M' | 'Q' | 'H' }) => Measured;
  }
  const encoder: Encoder | { readonly default: Encoder };
  export default encoder;
}

declare module 'pdfmake/build/vfs_fonts.js' {
  /** Font files by name, in base 64. */
  const files: Readonly<Record<string, string>>;
  export default files;
}

declare module 'pdfmake/js/PDFDocument.js' {
  /** Heights in thousandths of the size. */
  export interface PdfFont {
    ascender: number;
    descender: number;
    lineGap: number;
    /** Turns the units of the font file into thousandths. */
    readonly scale: number;
    readonly font: {
      readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
      readonly glyphsForString: (text: string) => readonly Glyph[];
    };
    layoutRun: (this: PdfFont, text: string, features?: unknown) => Glyphs;
  }
  interface Glyph {
    readonly advanceWidth: number;
  }
  interface Position {
    readonly xAdvance: number;
    readonly yAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
    readonly advanceWidth: number;
  }
  /** What is drawn from left to right. */
  export interface Glyphs {
    readonly glyphs: readonly Glyph[];
    readonly positions: readonly Position[];
    readonly advanceWidth: number;
  }
  interface PdfDocument {
    provideFont: (this: PdfDocument, name: string, bold: boolean, italics: boolean) => PdfFont;
  }
  type PdfDocumentClass = (new (
    fonts: object,
    images: object,
    patterns: object,
    attachments: object,
    options: object,
    virtualfs: object,
    localAccessPolicy: (file: string) => boolean,
  ) => PdfDocument) & { readonly prototype: PdfDocument };
  const documentClass: PdfDocumentClass | { readonly default: PdfDocumentClass };
  export default documentClass;
}

declare module 'pdfmake/js/Renderer.js' {
  /** A word or less, with the properties of the text it is of. */
  export interface Inline {
    readonly text: string;
    readonly x: number;
    readonly width: number;
    readonly trailingCut?: number;
    readonly level?: number;
  }
  export interface Line {
    readonly inlines: readonly Inline[];
    readonly clone: () => Line;
  }
  interface Renderer {
    renderLine: (this: Renderer, line: Line, x: number, y: number) => void;
  }
  interface RendererClass {
    readonly prototype: Renderer;
  }
  const rendererClass: RendererClass | { readonly default: RendererClass };
  export default rendererClass;
}
