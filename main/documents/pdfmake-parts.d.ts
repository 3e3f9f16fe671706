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
