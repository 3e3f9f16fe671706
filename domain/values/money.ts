import { err, ok, type Result } from './result.ts';

/**
 * Digits after the decimal point of an ISO 4217 currency: 2 for EUR, 0 for JPY, 3 for BHD. From a table of our own: the platform's
 * data leave digits out that hardly anybody uses (HUF, IDR), differ between its versions, and stored amounts and card refunds
 * count in the same units for ever.
 */
export function minorDigits(currency: string): number {
  return DIGITS.get(currency) ?? 2;
}

/** True for a three-letter code that the platform's currency data knows. */
export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf('currency').includes(code);
}

/** "1,234.50 €" in the given locale. `amountMinor` is a whole number of minor units and may be negative. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  return moneyFormat(currency, locale).format(moneyToDecimal(amountMinor, currency) as `${number}`);
}

/**
 * Plain decimal for files that machines read: "1234.50", "-3.00", "500" (JPY). Exact: built from digits, no floats.
 */
export function moneyToDecimal(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const sign = amountMinor < 0 ? '-' : '';
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

export type MoneyTextError =
  | { readonly code: 'NOT_AN_AMOUNT' }
  | { readonly code: 'TOO_MANY_DECIMALS'; readonly digits: number }
  | { readonly code: 'AMOUNT_TOO_LARGE' };

/** The largest amount a form or a file may hold: a thousand million minor units. */
export const MAX_AMOUNT_MINOR = 1_000_000_000;

/**
 * Reads what a person types: "12", "12.5", "12,50", "1,234.50", "1.234,50", with or without the currency's sign.
 * The last point or comma followed by at most the currency's digits is the decimal mark; others group thousands. With three digits
 * a mark that stands alone is the decimal one: "2.500" in Kuwaiti dinars is two and a half.
 */
export function parseMoney(text: string, currency: string): Result<number, MoneyTextError> {
  const digits = minorDigits(currency);
  const cleaned = text.replace(/[\s\u00a0\u202f'’]|\p{Sc}/gu, '').replace(new RegExp(currency, 'i'), '');
  const isLone = digits >= 3 && cleaned.replace(/[^.,]/g, '').length === 1;
  const match = (isLone ? UNGROUPED : GROUPED).exec(cleaned);
  if (!match) return err({ code: 'NOT_AN_AMOUNT' });
  const { sign, whole = '', fraction = '' } = match.groups ?? {};
  if (fraction.length > digits) return err({ code: 'TOO_MANY_DECIMALS', digits });
  const minor = Number(whole.replace(/[.,]/g, '') + fraction.padEnd(digits, '0'));
  if (minor > MAX_AMOUNT_MINOR) return err({ code: 'AMOUNT_TOO_LARGE' });
  return ok(sign ? -minor : minor);
}

const UNGROUPED = /^(?<sign>-?)(?<whole>\d+)[.,](?<fraction>\d*)$/;
/** Thousands are grouped by one and the same mark. */
const GROUPED =
  /^(?<sign>-?)(?<whole>\d{1,3}(?<mark>[.,])\d{3}(?:\k<mark>\d{3})*|\d+)(?:[.,](?<fraction>\d*))?$/;

/**
 * Splits `totalMinor` in the proportions of `weights` by largest remainder: the parts add up to the whole and no part
 * differs from its exact share by a whole minor unit (domain.md 5). Equal remainders go to the earlier part.
 * Weights are whole numbers ≥ 0; if all are 0 the split is equal. Returns one part per weight, in order.
 */
export function splitMoney(totalMinor: number, weights: readonly number[]): number[] {
  if (weights.length === 0) throw new Error('splitMoney needs at least one weight');
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0)
    return splitMoney(
      totalMinor,
      weights.map(() => 1),
    );
  const sign = totalMinor < 0 ? -1n : 1n;
  const total = BigInt(Math.abs(totalMinor));
  const whole = BigInt(sum);
  const parts = weights.map((weight, index) => {
    const product = total * BigInt(weight);
    return { index, part: product / whole, remainder: product % whole };
  });
  let left = total - parts.reduce((a, { part }) => a + part, 0n);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1,
  );
  for (const entry of byRemainder) {
    if (left === 0n) break;
    entry.part += 1n;
    left -= 1n;
  }
  return parts.map(({ part }) => Number(part * sign));
}

/** Cost of an hourly service: rate × minutes ÷ 60, half a minor unit rounded away from zero (domain.md 4). */
export function hourlyCost(ratePerHourMinor: number, minutes: number): number {
  const product = Math.abs(ratePerHourMinor) * minutes;
  const rounded = Math.floor((product * 2 + 60) / 120);
  return ratePerHourMinor < 0 ? -rounded : rounded;
}

/** Every currency in use that has not two. The ariary's fifths are not counted in, as card processors have it. */
const DIGITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX UYI VND VUV XAF XOF XPF',
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  }).flatMap(([digits, codes]) => codes.split(' ').map((code): [string, number] => [code, Number(digits)])),
);

/** Making one costs more than everything else that is done with an amount. */
const formats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, format);
  return format;
}
