import { settingsMessages as words } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';

/** What a row is called. */
export function nameColumn<Row extends { readonly name: string }>(): DataColumn<Row> {
  return { key: 'name', header: words.name, width: 'minmax(160px, 2fr)', render: ({ name }) => name };
}
