import { BOOKING_COLUMNS } from '#domain/import/csv/bookings.ts';
import { CLIENT_COLUMNS } from '#domain/import/csv/clients.ts';
import { templateCsv } from '#domain/import/csv/columns.ts';
import { SESSION_COLUMNS } from '#domain/import/csv/sessions.ts';

/** A CSV file with the columns of this kind and one example row. */
export function getImportTemplate(kind: 'clients' | 'sessions' | 'bookings'): {
  readonly fileName: string;
  readonly csv: string;
} {
  return { fileName: `${kind}-template.csv`, csv: csvOf(kind) };
}

function csvOf(kind: 'clients' | 'sessions' | 'bookings'): string {
  switch (kind) {
    case 'clients':
      return templateCsv(CLIENT_COLUMNS);
    case 'sessions':
      return templateCsv(SESSION_COLUMNS);
    case 'bookings':
      return templateCsv(BOOKING_COLUMNS);
  }
}
