import type { ReactElement } from 'react';
import type { PractitionerId } from '#domain/values/ids.ts';
import { engine } from '#renderer/api/engine.ts';
import { wageWords as words } from '#renderer/messages/wages.ts';
import type { DaySpan } from '#renderer/ui/day-span-fields.tsx';
import { SaveCsvButton } from '#renderer/ui/save-csv-button.tsx';

/** Every line of the days as a spreadsheet reads it. */
export function SaveWagesCsv(props: {
  readonly days: DaySpan;
  readonly practitionerId: PractitionerId | null;
}): ReactElement {
  const { days, practitionerId } = props;
  return (
    <SaveCsvButton
      save={(path) => engine.wage.saveCsv({ ...days, practitionerId, path })}
      suggestedName="wages.csv"
      label={words.saveCsv}
    />
  );
}
