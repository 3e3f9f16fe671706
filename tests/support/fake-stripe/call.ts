import type { Fault } from './faults.ts';

/** One request that reached the fake, and what became of it. */
export interface FakeCall {
  /** From 0, over all calls. */
  readonly index: number;
  /** From 0, over the POSTs of refunds; undefined for every other call. */
  readonly refundIndex: number | undefined;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Query and form together, nested as the brackets say. */
  readonly params: FormParams;
  readonly idempotencyKey: string | undefined;
  /** Epoch ms by the fake's clock. */
  readonly at: number;
  /** Monotonic ms, for rates. */
  readonly arrivedMs: number;
  fault: Fault | undefined;
  /** HTTP status sent, or why there was none; undefined while it runs. */
  answered: number | 'dropped' | 'hung' | undefined;
  /** True: answered from the key's memory, nothing executed. */
  replayed: boolean;
}

export type FormValue = string | { readonly [name: string]: FormValue };
export type FormParams = Readonly<Record<string, FormValue>>;

/** `a[b]=1&c[0]=x` → `{ a: { b: '1' }, c: { '0': 'x' } }`. */
export function parseForm(text: string): FormParams {
  const root: Record<string, FormValue> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split('[').map((part) => part.replace(/\]$/, ''));
    let place = root;
    for (const part of path.slice(0, -1)) {
      const next = place[part];
      const inner: Record<string, FormValue> = typeof next === 'object' ? next : Object.create(null);
      place[part] = inner;
      place = inner;
    }
    place[path.at(-1) ?? ''] = value;
  }
  return root;
}

/** The same for equal parameters in any order. */
export function canonicalForm(value: FormValue | FormParams): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const parts = Object.keys(value)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${canonicalForm(value[name] ?? '')}`);
  return `{${parts.join(',')}}`;
}
