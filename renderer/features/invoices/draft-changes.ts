import type { InvoiceView } from '#contract/desktop/invoice.ts';
import type { InvoiceLineId } from '#domain/values/ids.ts';
import { moneyText } from '#renderer/ui/money-input.tsx';
import { type DraftLine, isUntouched, KEPT, readLine, type TypedLine } from './own-line-fields.tsx';

/** A line of one's own as it stands on the draft, to be typed over. */
export const typedLineOf = (line: DraftLine, currency: string): TypedLine => ({
  key: line.id,
  description: line.description,
  quantity: String(line.quantityMilli / 1000),
  price: moneyText(line.unitMinor, currency),
  taxRateId: line.taxName === '' ? null : KEPT,
  of: line,
});

/** What the form asks of the engine, or null while a line cannot be read. Lines that are as they were are left alone. */
export function draftChanges(
  invoice: InvoiceView,
  form: { readonly off: ReadonlySet<InvoiceLineId>; readonly lines: readonly TypedLine[] },
  currency: string,
) {
  const written = form.lines.filter((line) => !isUntouched(line));
  const stands = new Set(written.flatMap(({ of }) => of?.id ?? []));
  const gone = invoice.lines.filter(({ id, kind }) => (kind === 'own' ? !stands.has(id) : form.off.has(id)));
  const changed = written.filter((line) => !isAsItWas(line, currency));
  const read = changed.map((line) => {
    const values = readLine(line, currency);
    return values && { ...values, replaces: line.of?.id ?? null, keepsRate: line.taxRateId === KEPT };
  });
  const own = read.flatMap((line) => line ?? []);
  if (own.length < changed.length) return null;
  return {
    drop: gone.map(({ id }) => id),
    own,
    replaced: own.filter(({ replaces }) => replaces !== null).length,
  };
}

function isAsItWas(line: TypedLine, currency: string): boolean {
  if (!line.of) return false;
  const was = typedLineOf(line.of, currency);
  return (
    line.description.trim() === was.description &&
    line.quantity === was.quantity &&
    line.price === was.price &&
    line.taxRateId === was.taxRateId
  );
}
