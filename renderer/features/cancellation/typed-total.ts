import { parseMoney } from '#domain/values/money.ts';

export type TypedTotal =
  | { readonly state: 'empty' }
  | { readonly state: 'unreadable' }
  | { readonly state: 'different'; readonly typedMinor: number }
  | { readonly state: 'right'; readonly typedMinor: number };

/** Compares what a person typed with the total they were shown, as the field answers while they type. */
export function checkTypedTotal(text: string, wantedMinor: number, currency: string): TypedTotal {
  if (text.trim() === '') return { state: 'empty' };
  const parsed = parseMoney(text, currency);
  if (!parsed.ok) return { state: 'unreadable' };
  return { state: parsed.value === wantedMinor ? 'right' : 'different', typedMinor: parsed.value };
}
