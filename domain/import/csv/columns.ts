import { CSV_BOM, csvLine } from '#domain/values/csv.ts';
import { err, ok, type Result } from '#domain/values/result.ts';

/** A column of an import file. */
export interface CsvColumn<Key extends string> {
  readonly key: Key;
  /** As in the template. */
  readonly header: string;
  /** Other headers that mean the same, in small letters without spaces or marks. */
  readonly synonyms: readonly string[];
  /** What the template's example row shows. */
  readonly example: string;
}

/** Index into the header for each column that the file has. */
export type ColumnMapping<Key extends string> = Readonly<Partial<Record<Key, number>>>;

/** What a person chose: an index, or null for "not in this file". Columns left out are guessed. */
export type MappingChoice<Key extends string> = Readonly<Partial<Record<Key, number | null>>>;

export type MappingError<Key extends string> =
  /** Of each group at least one column is needed. */
  | { readonly code: 'MISSING_COLUMNS'; readonly groups: readonly (readonly Key[])[] }
  | { readonly code: 'NO_SUCH_COLUMN'; readonly key: Key; readonly index: number };

/** The template: header and one example row, ready for any spreadsheet. */
export function templateCsv<Key extends string>(columns: readonly CsvColumn<Key>[]): string {
  return (
    CSV_BOM + csvLine(columns.map(({ header }) => header)) + csvLine(columns.map(({ example }) => example))
  );
}

/**
 * Which header belongs to which column: what a person chose, then equal names, then synonyms; capital letters, spaces, marks
 * and umlauts do not matter. Each header is used once, the first one wins.
 */
export function guessMapping<Key extends string>(
  header: readonly string[],
  columns: readonly CsvColumn<Key>[],
  choice?: MappingChoice<Key>,
): ColumnMapping<Key> {
  const plain = header.map(plainHeader);
  const mapping: Partial<Record<Key, number>> = {};
  const taken = new Set<number>();
  const take = (key: Key, index: number): void => {
    if (index < 0 || taken.has(index)) return;
    mapping[key] = index;
    taken.add(index);
  };
  for (const { key } of columns) take(key, choice?.[key] ?? -1);
  for (const namesOf of [ownNames, synonyms]) {
    for (const column of columns) {
      if (mapping[column.key] !== undefined || choice?.[column.key] === null) continue;
      const names = namesOf(column);
      take(
        column.key,
        plain.findIndex((name, index) => !taken.has(index) && names.includes(name)),
      );
    }
  }
  return mapping;
}

/** Checks a mapping against the columns that the import cannot do without. */
export function checkMapping<Key extends string>(
  header: readonly string[],
  mapping: ColumnMapping<Key>,
  neededGroups: readonly (readonly Key[])[],
): Result<ColumnMapping<Key>, MappingError<Key>> {
  for (const [key, index] of Object.entries<number | undefined>(mapping)) {
    if (index !== undefined && index >= header.length)
      return err({ code: 'NO_SUCH_COLUMN', key: key as Key, index });
  }
  const groups = neededGroups.filter((group) => group.every((key) => mapping[key] === undefined));
  return groups.length > 0 ? err({ code: 'MISSING_COLUMNS', groups }) : ok(mapping);
}

/** Small letters and digits only: "E-Mail Address" → "emailaddress", "Größe" → "groesse". */
export function plainHeader(text: string): string {
  return text
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/[^a-z0-9]/g, '');
}

function ownNames<Key extends string>(column: CsvColumn<Key>): readonly string[] {
  return [plainHeader(column.header), plainHeader(column.key)];
}

function synonyms<Key extends string>(column: CsvColumn<Key>): readonly string[] {
  return column.synonyms;
}
