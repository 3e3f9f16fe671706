import { engine } from './engine.ts';

const PIECE_BYTES = 1024 * 1024;

/** Sends a file to the engine in pieces, one after another. `onProgress` in percent. Resolves to the upload's uid. */
export async function sendFile(file: File, onProgress: (percent: number) => void): Promise<string> {
  const uploadUid = crypto.randomUUID();
  const pieces = Math.max(1, Math.ceil(file.size / PIECE_BYTES));
  for (let index = 0; index < pieces; index += 1) {
    const piece = file.slice(index * PIECE_BYTES, (index + 1) * PIECE_BYTES);
    await engine.imports.upload({
      uploadUid,
      // A name may be as odd as it likes; it is only shown.
      fileName: file.name.replaceAll(/\p{Cc}/gu, ' ').slice(-200),
      index,
      last: index === pieces - 1,
      data: await toBase64(piece),
    });
    onProgress(Math.round(((index + 1) * 100) / pieces));
  }
  return uploadUid;
}

function toBase64(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const text = typeof reader.result === 'string' ? reader.result : '';
      resolve(text.slice(text.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(new Error('the file cannot be read')));
    reader.readAsDataURL(piece);
  });
}
