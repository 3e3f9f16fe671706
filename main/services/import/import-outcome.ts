import type { ImportId } from '#domain/values/ids.ts';
import type { Result } from '#domain/values/result.ts';
import type { MoneyFrozen, NotFound } from '../errors.ts';
import type { ReadImportError } from './read-import.ts';

/** What became of a file that was to be taken in: what was made, or why nothing was. */
export type ImportOutcome = Result<{ importId: ImportId; make: ImportCount[] }, ApplyImportError>;

export type ApplyImportError = ReadImportError | MoneyFrozen | NotFound;

export interface ImportCount {
  readonly what:
    | 'sessions'
    | 'closures'
    | 'clients'
    | 'bookings'
    | 'services'
    | 'locations'
    | 'rooms'
    | 'practitioners'
    | 'payments'
    | 'lots';
  readonly count: number;
}
