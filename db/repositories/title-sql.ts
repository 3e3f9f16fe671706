/**
 * What a session or class is called, as an SQL expression: its own title, or its service's name. `row` is the alias of the session or
 * series, `v` that of its service; null where a left join found neither.
 */
export const titleSql = (row = 's'): string =>
  `CASE WHEN ${row}.title = '' THEN v.name ELSE ${row}.title END`;
