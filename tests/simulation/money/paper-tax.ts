/** Rates are hundredths of a per cent. Half a minor unit is rounded up, of what is given back as of what is taken (decision 026). */
const half = (amount: number): number => Math.sign(amount) * Math.round(Math.abs(amount));

/** What of an amount with tax in it the studio keeps, and what is the state's. */
export function splitTax(gross: number, rate: number): { readonly net: number; readonly tax: number } {
  const net = half((gross * 10_000) / (10_000 + rate));
  return { net, tax: gross - net };
}

export interface Rate {
  readonly bp: number;
  /** Whether prices hold the tax already. */
  readonly inclusive: boolean;
}

/** So many thousandths of something at a price, as the client pays them. */
export function priceOfLine(quantityMilli: number, unit: number, { bp, inclusive }: Rate): number {
  const price = half((unit * quantityMilli) / 1000);
  return inclusive ? price : price + half((price * bp) / 10_000);
}
