import type { DayRange } from '#domain/values/day-range.ts';
import type { ReportGroup, ReportName } from '#domain/report/report.ts';
import type { ReportRow } from '#db/repositories/report-rows.ts';
import type { LocationId, PractitionerId } from '#domain/values/ids.ts';
import type { Result } from '#domain/values/result.ts';

/** Which report of which days [from, to) of the studio. A standing (balances) is that of the last of them. */
export interface ReportQuery extends DayRange {
  readonly name: ReportName;
  /** Null: the report's first. */
  readonly group: ReportGroup | null;
  readonly locationId: LocationId | null;
  readonly practitionerId: PractitionerId | null;
  /** With the figures of the period before. */
  readonly compare: boolean;
  /** When it is asked for, epoch ms: what is over by then. */
  readonly at: number;
}

export interface PageOf {
  readonly limit: number;
  readonly offset: number;
}

/** Figures in the order of the report's columns; null where there is none, such as a share of nothing. */
export type Figures = (number | null)[];

export interface ReportLine {
  /** '' stands for what belongs to no group. */
  readonly key: string;
  /** Names from the studio's own data; empty where the window has a word for the key. */
  readonly label: string;
  readonly values: Figures;
  readonly before: Figures | null;
  /** The movement itself, where lines are movements. */
  readonly row: ReportRow | null;
}

export interface ReportTable {
  readonly name: ReportName;
  readonly group: ReportGroup;
  readonly before: DayRange | null;
  readonly lines: ReportLine[];
  /** How many lines there are; more than `lines` where the report has pages. */
  readonly total: number;
  readonly totals: Figures;
  readonly totalsBefore: Figures | null;
}

/** Which figure is to be opened: of one line, or null for the total, in one column. */
export interface Figure {
  readonly key: string | null;
  readonly column: string;
}

export interface ReportRows {
  readonly rows: ReportRow[];
  readonly total: number;
  /** Of all of them: the figure. */
  readonly sum: number;
}

/** A column that the report does not have, or whose figures are no sums. */
export type NoRows = { readonly code: 'NOT_FOUND' };

/** Works reports out: in a thread of their own, or at once where nobody waits for anything else. */
export interface ReportReader {
  readonly table: (query: ReportQuery, page: PageOf) => Promise<ReportTable>;
  readonly rows: (query: ReportQuery, figure: Figure, page: PageOf) => Promise<Result<ReportRows, NoRows>>;
  /** The text of the report's file, or of that of the rows of a figure, or null if it opens none. */
  readonly csv: (query: ReportQuery, figure: Figure | null) => Promise<CsvText | null>;
}

export interface CsvText {
  /** From the beginning, each time it is called. */
  readonly pieces: () => Iterable<string>;
  /** It is not needed any more. */
  readonly end: () => void;
}
