import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * 'scrypt$<log2 N>$<r>$<p>$<salt>$<hash>', the last two in base64url: the cost can be raised later and old hashes still be
 * checked.
 */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(pin, salt, COST);
  return ['scrypt', COST.log2n, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join(
    '$',
  );
}

/** False also for a stored text that is not a hash of ours; that takes as long as a wrong PIN. */
export async function verifyPin(pin: string, stored: string): Promise<boolean> {
  const parsed = parse(stored);
  const { cost, salt, key } = parsed ?? { cost: COST, salt: Buffer.alloc(16), key: Buffer.alloc(KEY_BYTES) };
  const derived = await derive(pin, salt, cost);
  return parsed !== null && derived.length === key.length && timingSafeEqual(derived, key);
}

interface Cost {
  readonly log2n: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MiB and some 50 ms per try. */
const COST: Cost = { log2n: 15, r: 8, p: 1 };
const KEY_BYTES = 32;
const MAX_MEMORY_BYTES = 128 * 1024 * 1024;

const scryptAsync = promisify<string, Buffer, number, object, Buffer>(scrypt);

const derive = (pin: string, salt: Buffer, { log2n, r, p }: Cost): Promise<Buffer> =>
  scryptAsync(pin, salt, KEY_BYTES, { N: 2 ** log2n, r, p, maxmem: MAX_MEMORY_BYTES });

function parse(stored: string): { readonly cost: Cost; readonly salt: Buffer; readonly key: Buffer } | null {
  const [kind, log2n, r, p, salt, key] = stored.split('$');
  const cost = { log2n: Number(log2n), r: Number(r), p: Number(p) };
  const isSane =
    cost.log2n >= 10 && cost.log2n <= 17 && cost.r >= 1 && cost.r <= 16 && cost.p >= 1 && cost.p <= 4;
  if (kind !== 'scrypt' || !isSane || !salt || !key) return null;
  return { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
}
