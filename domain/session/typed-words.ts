import type { LocalDate, LocalTime } from '../values/time.ts';
import { findNames, type NameKind, type TypedName } from './typed-names.ts';
import { readTimeWord, type TimeWord, type Today } from './typed-time.ts';

/** What a line such as "Ana piano tue 16:30 x10" says about a session. Null: the line does not say it. */
export interface TypedSession {
  readonly date: LocalDate | null;
  readonly time: LocalTime | null;
  readonly minutes: number | null;
  /** How many sessions, once a week; 2 to 1,000. */
  readonly times: number | null;
  readonly names: Readonly<Partial<Record<NameKind, TypedName>>>;
  /** Words that mean more than one name; somebody has to say which. */
  readonly unclear: readonly { readonly words: string; readonly choices: readonly TypedName[] }[];
  /** Words that mean nothing here, as they were typed. */
  readonly unknown: readonly string[];
}

type Said = { [Word in TimeWord as Word['kind']]?: Word['value'] };

/** More words than anybody types for one session. */
const MOST_WORDS = 40;

/**
 * Reads a typed line. Dates, times, lengths and "x10" are taken first, then names: each run of words goes to the name that it
 * fits best. What is said twice or means nothing is listed as unknown, what fits several names equally as unclear; nothing is
 * guessed and nothing dropped, but for small words such as "at". Same line, names and day, same answer.
 */
export function readTypedWords(
  line: string,
  options: { readonly today: Today; readonly names: readonly TypedName[] },
): TypedSession {
  const typed = line.trim().split(/\s+/u).filter(Boolean);
  const words = typed.slice(0, MOST_WORDS);
  const said: Said = {};
  const unknown: string[] = [];
  const left: (string | null)[] = [];
  for (let at = 0; at < words.length; ) {
    const read = readTimeWord(words, at, options.today);
    if (!read) {
      left.push(words[at] ?? null);
      at += 1;
      continue;
    }
    const taken = words.slice(at, at + read.words);
    if (read.found.some(({ kind }) => kind in said)) unknown.push(taken.join(' '));
    else for (const { kind, value } of read.found) Object.assign(said, { [kind]: value });
    // A gap, so that names do not run across it.
    left.push(null);
    at += read.words;
  }
  const { names, unclear, rest } = findNames(left, options.names);
  const { date, weekday, time = null, minutes = null, times = null } = said;
  return {
    date: date ?? weekday?.(time, options.today) ?? null,
    time,
    minutes,
    times,
    names,
    unclear,
    unknown: [...unknown, ...rest, ...typed.slice(MOST_WORDS)],
  };
}
