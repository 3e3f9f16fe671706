export type NameKind = 'client' | 'practitioner' | 'service' | 'room' | 'location';

export interface TypedName {
  readonly kind: NameKind;
  readonly id: number;
  readonly name: string;
}

interface Found {
  readonly names: Partial<Record<NameKind, TypedName>>;
  readonly unclear: { readonly words: string; readonly choices: readonly TypedName[] }[];
  readonly rest: string[];
}

/** Say nothing about the session. */
const SMALL_WORDS = new Set(['at', 'on', 'in', 'with', 'for', 'the', 'a', 'an', 'and', 'weekly', 'every']);

/**
 * Gives each run of words to the name it fits best: the longest run first, whole words before beginnings of words. A kind that
 * has a name takes no second one. Null marks a gap that no name runs across.
 */
export function findNames(words: readonly (string | null)[], names: readonly TypedName[]): Found {
  const folded = words.map((word) => (word === null ? null : fold(word)));
  const all = names.map((name) => ({ name, parts: fold(name.name).split(' ').filter(Boolean) }));
  const found: Found = { names: {}, unclear: [], rest: [] };
  for (let at = 0; at < words.length; ) {
    const best = bestAt(
      folded,
      at,
      all.filter(({ name }) => !(name.kind in found.names)),
    );
    const run = words.slice(at, at + best.words).join(' ');
    const [only] = best.fits;
    if (only === undefined) {
      const word = words[at];
      if (word !== null && word !== undefined && !SMALL_WORDS.has(fold(word))) found.rest.push(word);
    } else if (best.fits.length === 1) found.names[only.kind] = only;
    else found.unclear.push({ words: run, choices: best.fits });
    at += best.words;
  }
  return found;
}

interface Candidate {
  readonly name: TypedName;
  readonly parts: readonly string[];
}

/** The names that the longest run from `at` on fits best, and how long it is; one word that fits none at least. */
function bestAt(
  words: readonly (string | null)[],
  at: number,
  candidates: readonly Candidate[],
): { readonly words: number; readonly fits: readonly TypedName[] } {
  let best = { words: 1, score: 0, fits: [] as TypedName[] };
  for (const { name, parts } of candidates) {
    const fit = fitOf(words, at, parts);
    if (fit.score === 0 || fit.score < best.score) continue;
    best = fit.score > best.score ? { ...fit, fits: [name] } : { ...best, fits: [...best.fits, name] };
  }
  return best;
}

/** The more words the better, then whole words, then the whole name. */
function fitOf(
  words: readonly (string | null)[],
  at: number,
  parts: readonly string[],
): { readonly words: number; readonly score: number } {
  let best = { words: 1, score: 0 };
  for (let first = 0; first < parts.length; first += 1) {
    let taken = 0;
    let whole = 0;
    while (first + taken < parts.length) {
      const word = words[at + taken];
      const part = parts[first + taken] ?? '';
      if (!word || !(word === part || (word.length >= LEAST_LETTERS && part.startsWith(word)))) break;
      if (word === part) whole += 1;
      taken += 1;
    }
    // A small word alone is nobody's name.
    if (taken === 0 || (taken === 1 && SMALL_WORDS.has(words[at] ?? ''))) continue;
    const score = taken * 100 + whole * 10 + (whole === parts.length ? 5 : 0) + (first === 0 ? 1 : 0);
    if (score > best.score) best = { words: taken, score };
  }
  return best;
}

/** One letter would mean half of the studio. */
const LEAST_LETTERS = 2;

/** Small letters without accents or the signs around a word. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
