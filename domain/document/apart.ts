/** Letters and marks that turn the direction of a text; a superset, which only costs a look at it. */
export const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A name that stands in a sentence of ours and is followed by figures: set apart with the marks that Unicode has for it, so that a
 * Hebrew or Arabic one does not draw the figures behind it to its other side. Other names are left as they are.
 */
export function apart(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}
