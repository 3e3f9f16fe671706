import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BilledLine, followWorth } from '#domain/invoice/follow-worth.ts';
import type { InvoiceId, InvoiceLineId } from '#domain/values/ids.ts';

const line = (grossMinor: number, more: Partial<BilledLine> = {}): BilledLine => ({
  lineId: 1 as InvoiceLineId,
  invoiceId: 1 as InvoiceId,
  isDraft: false,
  grossMinor,
  creditedMinor: 0,
  credits: [],
  ...more,
});
const note = (id: number, grossMinor: number) => ({ creditNoteId: id as InvoiceId, grossMinor });

describe('lines that follow the worth of their booking', () => {
  it('fall with it: a draft changes, an issued one is credited', () => {
    expect(followWorth([line(50, { isDraft: true })], 20)).toMatchObject([
      { kind: 'amount', grossMinor: 20 },
    ]);
    expect(followWorth([line(50)], 20)).toMatchObject([{ kind: 'credit', grossMinor: 30 }]);
    expect(followWorth([line(50)], 50)).toEqual([]);
  });

  it('rise again by withdrawing credits, and never above what was billed', () => {
    const credited = line(50, { creditedMinor: 50, credits: [note(9, 50)] });
    expect(followWorth([credited], 50)).toMatchObject([{ kind: 'withdraw', creditNoteId: 9 }]);
    expect(followWorth([credited], 80)).toHaveLength(1);
    expect(followWorth([credited], 30)).toEqual([]);
    expect(followWorth([line(50)], 80)).toEqual([]);
  });

  it('come to what is to be billed, or below it, and then stay', () => {
    const lines = fc.array(
      fc.record({ gross: fc.nat(1000), credited: fc.nat(1000), isDraft: fc.boolean() }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(lines, fc.nat(3000), (rows, target) => {
        const before = rows.map(({ gross, credited, isDraft }, index) => {
          const part = isDraft ? 0 : Math.min(gross, credited);
          return line(gross, {
            lineId: (index + 1) as InvoiceLineId,
            isDraft,
            creditedMinor: part,
            credits: part > 0 ? [note(index + 1, part)] : [],
          });
        });
        const after = carriedOut(before, target);
        const billed = after.reduce((sum, row) => sum + row.grossMinor - row.creditedMinor, 0);
        expect(billed).toBeLessThanOrEqual(target);
        if (after.some(({ isDraft }) => isDraft)) expect(billed).toBe(target);
        expect(followWorth(after, target)).toEqual([]);
      }),
    );
  });
});

function carriedOut(lines: readonly BilledLine[], target: number): BilledLine[] {
  const steps = followWorth(lines, target);
  return lines.map((row) => {
    let { grossMinor, creditedMinor, credits } = row;
    for (const step of steps) {
      if (step.kind === 'withdraw') {
        const taken = credits.find(({ creditNoteId }) => creditNoteId === step.creditNoteId);
        creditedMinor -= taken?.grossMinor ?? 0;
        credits = credits.filter((each) => each !== taken);
      } else if (step.lineId !== row.lineId) continue;
      else if (step.kind === 'amount') grossMinor = step.grossMinor;
      else {
        creditedMinor += step.grossMinor;
        credits = [note(99, step.grossMinor), ...credits];
      }
    }
    return { ...row, grossMinor, creditedMinor, credits };
  });
}
