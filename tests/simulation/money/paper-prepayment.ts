import { type Paper, type PaperPart, person, sum } from './paper.ts';
import { available } from './paper-places.ts';

/**
 * Whether Session control lets the client have a place of a session that costs something (domain.md 5): what is paid for it at the same
 * moment counts (`newMoney`). The desk may go on all the same under the available credit filter, and only there.
 */
export function mayHavePlace(
  paper: Paper,
  client: number,
  place: { readonly parts: readonly PaperPart[]; readonly newMoney: number; readonly goesOn: boolean },
): boolean {
  const { parts, newMoney, goesOn } = place;
  const { mode, threshold } = paper.rule;
  const money = parts.filter(({ kind }) => kind === 'payment' || kind === 'account');
  const cost = sum(money.map(({ amount }) => amount));
  if (mode === 'threshold') return person(paper, client).balance + newMoney >= threshold;
  if (mode === 'package') return parts.some(({ kind }) => kind === 'package');
  if (mode === 'available_credit') return goesOn || cost === 0 || available(paper, client) + newMoney >= cost;
  return true;
}
