import type { ReactElement } from 'react';
import { SettingsLayout } from '#renderer/ui/settings-layout.tsx';
import { ImportForm } from './import-form.tsx';
import { ImportHistory } from './import-history.tsx';
import './import.css';

/** Brings calendars and tables in: choose, look at what will happen, import, and undo if it was wrong. */
export function ImportScreen(): ReactElement {
  return (
    <SettingsLayout section="import">
      <ImportForm />
      <ImportHistory />
    </SettingsLayout>
  );
}
