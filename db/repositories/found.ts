/** For `get…` functions: the row must be there, because an id that came from the database named it. */
export function found<T>(row: T | undefined, what: string, id: number): T {
  if (row === undefined) throw new Error(`no ${what} ${id}`);
  return row;
}
