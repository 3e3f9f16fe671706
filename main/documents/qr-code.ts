import qrEncoder from 'pdfmake/js/qrEnc.js';
import type { QrCode } from '#domain/document/document.ts';

/** Node and the bundlers differ in what such a module's default export is. */
const encoder = 'default' in qrEncoder ? qrEncoder.default : qrEncoder;

/** What the encoder makes of a module when nothing else is asked for. */
const MODULE = 5;

/** The picture of a text for the camera of a telephone. Throws when it is longer than the largest code holds (some 2,300 bytes). */
export function qrCode(text: string, caption: string): QrCode {
  const { _canvas, _width } = encoder.measure({ qr: text, eccLevel: 'M' });
  const [, ...dark] = _canvas;
  return { text, caption, size: _width / MODULE, path: pathOf(dark) };
}

/** Dark modules side by side are one stroke, so that no hairline is seen between them. They come row by row. */
function pathOf(dark: readonly { readonly x: number; readonly y: number }[]): string {
  const strokes: { readonly x: number; readonly y: number; length: number }[] = [];
  for (const square of dark) {
    const [x, y] = [square.x / MODULE, square.y / MODULE];
    const last = strokes.at(-1);
    if (last?.y === y && last.x + last.length === x) last.length += 1;
    else strokes.push({ x, y, length: 1 });
  }
  return strokes.map(({ x, y, length }) => `M${x} ${y}h${length}v1h-${length}z`).join('');
}
