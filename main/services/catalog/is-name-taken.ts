/** Whether another row in use has this name, in any case. Rows out of use give their names free. */
export function isNameTaken(
  rows: readonly { readonly id: number; readonly name: string; readonly active: boolean }[],
  input: { readonly id?: number; readonly name: string; readonly active: boolean },
): boolean {
  const wanted = fold(input.name);
  return input.active && rows.some((row) => row.active && row.id !== input.id && fold(row.name) === wanted);
}

const fold = (name: string): string => name.normalize('NFC').toLocaleLowerCase('und');
