import type { ReactElement } from 'react';
import { engine } from '#renderer/api/engine.ts';
import { SaveCsvButton } from '#renderer/ui/save-csv-button.tsx';
import type { Listing } from './use-session-pages.ts';

/** Saves the whole list, not only what is loaded. */
export function SaveListCsv({ listing }: { readonly listing: Listing }): ReactElement {
  return (
    <SaveCsvButton
      save={(path) => engine.session.saveCsv({ ...listing, path })}
      suggestedName="sessions.csv"
    />
  );
}
