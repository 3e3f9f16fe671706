/** What a number field holds: empty becomes NaN, which the engine refuses in words at the field. */
export function numberOf(value: number | string): number {
  return typeof value === 'number' ? value : value.trim() === '' ? Number.NaN : Number(value);
}
