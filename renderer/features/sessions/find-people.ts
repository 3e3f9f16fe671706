import type { RosterEntry } from '#contract/desktop/roster.ts';

/** Who comes: the participant, or the client in person. */
export const nameOf = ({
  participant,
  clientName,
}: Pick<RosterEntry, 'participant' | 'clientName'>): string => participant || clientName;

/**
 * Those whose name, or whose payer's name, has a word for each typed word that begins with it; accents and case do not
 * matter. Nobody for fewer than three letters. Who is not here yet comes first.
 */
export function findPeople<Row extends { readonly entry: RosterEntry }>(
  rows: readonly Row[],
  text: string,
): Row[] {
  const typed = wordsOf(text);
  if (typed.join('').length < 3) return [];
  return rows
    .filter(({ entry }) => {
      const names = wordsOf(`${entry.participant} ${entry.clientName}`);
      return typed.every((word) => names.some((name) => name.startsWith(word)));
    })
    .toSorted((a, b) => Number(a.entry.outcome !== null) - Number(b.entry.outcome !== null));
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean);
}
