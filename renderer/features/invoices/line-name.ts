import type { InvoiceView } from '#contract/desktop/invoice.ts';
import type { StudioFormat } from '#renderer/ui/use-format.ts';

/** A line as buttons and fields name it. */
export function lineName(line: InvoiceView['lines'][number], format: StudioFormat): string {
  return [line.sessionDate ? format.day(line.sessionDate, 'short') : '', line.description]
    .filter(Boolean)
    .join(' ');
}
