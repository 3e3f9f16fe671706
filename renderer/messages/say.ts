/** How amounts, counts and days are written in the studio's locale. */
export interface Say {
  readonly money: (amountMinor: number) => string;
  readonly number: (value: number) => string;
  /** 'YYYY-MM-DD' as "Mon 6 Oct". */
  readonly day: (date: string) => string;
  /** An instant as date and time in the studio's zone. */
  readonly instant: (at: number) => string;
}

/** "1 session", "12 sessions". A number that is already written in the studio's way comes as text. */
export function plural(value: number | string, one: string, many: string = `${one}s`): string {
  return `${value} ${String(value) === '1' ? one : many}`;
}

/** "1 session", "1,204 sessions". */
export function counted(say: Say, value: number, one: string, many: string = `${one}s`): string {
  return `${say.number(value)} ${value === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
