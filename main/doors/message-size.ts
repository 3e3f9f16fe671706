/** The largest request that is read (reliability E6). */
export const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

/**
 * Whether a request's content is larger than `limit` bytes, estimated from its texts and files; every other part counts
 * eight. Stops as soon as the answer is known. The content comes from JSON, so it has no cycles.
 */
export function exceedsBytes(content: unknown, limit: number): boolean {
  const open: unknown[] = [content];
  let bytes = 0;
  while (open.length > 0 && bytes <= limit) {
    const part = open.pop();
    bytes += 8;
    if (typeof part === 'string') bytes += part.length;
    else if (part instanceof Blob) bytes += part.size;
    else if (Array.isArray(part)) for (const child of part) open.push(child);
    else if (typeof part === 'object' && part !== null) {
      for (const [key, child] of Object.entries(part)) {
        bytes += key.length;
        open.push(child);
      }
    }
  }
  return bytes > limit;
}
