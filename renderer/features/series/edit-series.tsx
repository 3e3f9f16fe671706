import { Button, Group, Stack } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { SeriesFields as Fields, SeriesView } from '#contract/desktop/series.ts';
import { seriesMessages as words } from '#renderer/messages/series.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { usePanels } from '#renderer/ui/panels.ts';
import { discardUnsaved } from '#renderer/ui/unsaved.ts';
import { useEngineForm } from '#renderer/ui/use-engine-form.ts';
import { SeriesChange } from './series-change.tsx';
import { SeriesFields } from './series-form.tsx';
import { checkSeries, editedSeriesValues, toSeriesFields } from './series-values.ts';

/** The fields of a series, then what changing them does to its sessions, then the change. */
export function EditSeries(props: {
  readonly series: SeriesView;
  readonly onClose: () => void;
}): ReactElement {
  const { series, onClose } = props;
  const { openSeries } = usePanels();
  const [fields, setFields] = useState<Fields | null>(null);
  const { form, onSubmit } = useEngineForm({
    initialValues: editedSeriesValues(series),
    check: checkSeries,
    submit: async (values) => toSeriesFields(values),
    onDone: setFields,
  });
  if (fields)
    return (
      <SeriesChange
        series={series}
        edit={{ scope: 'all', fromDate: null, fields }}
        saveLabel={words.diff.save}
        onCancel={() => setFields(null)}
        onDone={({ id }) => {
          onClose();
          openSeries(id);
        }}
      />
    );
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <SeriesFields form={form} isFirst />
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              discardUnsaved(({ over }) => over);
              onClose();
            }}
          >
            {uiMessages.cancel}
          </Button>
          <Button type="submit">{words.scope.goOn}</Button>
        </Group>
      </Stack>
    </form>
  );
}
