import { importMessages as words } from '#renderer/messages/import.ts';
import type { StudioFormat } from '#renderer/ui/use-format.ts';

/** "12 sessions, 1 closure". */
export function madeText(
  make: readonly { readonly what: string; readonly count: number }[],
  format: Pick<StudioFormat, 'number'>,
): string {
  return make
    .map(({ what, count }) => words.counts[what]?.(count, format.number(count)) ?? `${count} ${what}`)
    .join(', ');
}
