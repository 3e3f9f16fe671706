import { isAnyArrayBuffer } from 'node:util/types';

/** Why a window's port is closed: it sent more, or larger messages, than any screen of ours does (reliability E6). */
export type PortRefusal = 'TOO_MANY_MESSAGES' | 'MESSAGE_TOO_LARGE';

export type PortGuard = { readonly admit: (data: unknown) => 'admitted' | PortRefusal };

export const MAX_MESSAGES_PER_SECOND = 2000;
export const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

/** Guards one port. `now` is monotonic milliseconds. */
export const createPortGuard = (now: () => number): PortGuard => {
  const rate = createRateLimit(MAX_MESSAGES_PER_SECOND, now);
  return {
    admit: (data) => {
      if (!rate.take()) return 'TOO_MANY_MESSAGES';
      return exceedsBytes(data, MAX_MESSAGE_BYTES) ? 'MESSAGE_TOO_LARGE' : 'admitted';
    },
  };
};

/** Allows `perSecond` takings in each second, counted from the first one after a pause. */
export const createRateLimit = (perSecond: number, now: () => number): { readonly take: () => boolean } => {
  let windowStartedAt = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return {
    take: () => {
      const at = now();
      if (at - windowStartedAt >= 1000) {
        windowStartedAt = at;
        taken = 0;
      }
      taken += 1;
      return taken <= perSecond;
    },
  };
};

/**
 * Whether a cloned value is larger than `limit` bytes, estimated from its texts and byte arrays; every other part
 * counts eight. Stops as soon as the answer is known, also in values with cycles or of great depth.
 */
export const exceedsBytes = (value: unknown, limit: number): boolean => {
  const open: unknown[] = [value];
  const seen = new Set<object>();
  let bytes = 0;
  while (open.length > 0) {
    const part = open.pop();
    bytes += leafBytes(part, limit);
    if (bytes > limit) return true;
    if (typeof part !== 'object' || part === null || seen.has(part) || isBytes(part)) continue;
    seen.add(part);
    // Not spread into push: a long list would be more arguments than a call can take.
    for (const child of childrenOf(part)) {
      open.push(child);
      // A list may claim a billion empty places and be small on the wire.
      if (open.length * 8 > limit) return true;
    }
  }
  return false;
};

const leafBytes = (part: unknown, limit: number): number => {
  if (typeof part === 'string') return part.length > limit ? part.length : Buffer.byteLength(part);
  return isBytes(part) ? part.byteLength : 8;
};

const isBytes = (part: unknown): part is ArrayBufferLike | ArrayBufferView =>
  isAnyArrayBuffer(part) || ArrayBuffer.isView(part);

function* childrenOf(part: object): Iterable<unknown> {
  if (part instanceof Map) {
    for (const entry of part) yield* entry;
  } else if (part instanceof Set || Array.isArray(part)) yield* part;
  else for (const [key, child] of Object.entries(part)) yield* [key, child];
}
