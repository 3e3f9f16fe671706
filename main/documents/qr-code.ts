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
  return {
    text,
    caption,
    size: _width / MODULE,
    path: dark.map(({ x, y }) => `M${x / MODULE} ${y / MODULE}h1v1h-1z`).join(''),
  };
}
