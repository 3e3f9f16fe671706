import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ImportPreview } from '#contract/desktop/import.ts';
import { importMessages as words } from '#renderer/messages/import.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { DoubtTable } from './doubt-table.tsx';
import { madeText } from './made-text.ts';
import { SampleTable } from './sample-table.tsx';
import type { useImport } from './use-import.ts';

/** What the import would make, leave out and look like; the button stands below all of it. */
export function DryRun(props: {
  readonly preview: ImportPreview;
  readonly run: ReturnType<typeof useImport>;
  readonly onApply: () => void;
}): ReactElement {
  const { preview, run } = props;
  const format = useFormat();
  const hasWork = preview.make.length > 0;
  return (
    <section
      className="settings-form settings-wide panel-card"
      aria-label={words.dryRun}
      aria-busy={run.isReading}
    >
      <Stack gap={12}>
        <div>
          <Title order={2}>{words.dryRun}</Title>
          <Text size="sm" c="dimmed">
            {words.dryRunHint}
          </Text>
        </div>
        <div role="status">
          {hasWork ? (
            <>
              <Text fw={600}>{words.makes}</Text>
              <List size="sm">
                {preview.make.map(({ what, count }) => (
                  <List.Item key={what}>{words.counts[what]?.(count, format.number(count))}</List.Item>
                ))}
              </List>
            </>
          ) : (
            <Text fw={600}>{words.nothingNew}</Text>
          )}
          {preview.alreadyThere > 0 ? (
            <Text size="sm">{words.alreadyThere(format.number(preview.alreadyThere))}</Text>
          ) : null}
        </div>
        <DoubtTable preview={preview} />
        <SampleTable sample={preview.sample} />
        <Group justify="space-between" wrap="nowrap" className="import-go">
          <Text size="sm">
            {hasWork && !run.isApplying ? words.consequence(madeText(preview.make, format)) : ''}
          </Text>
          <Button
            disabled={!hasWork || run.isReading}
            loading={run.isApplying}
            onClick={props.onApply}
            style={{ flexShrink: 0 }}
          >
            {words.import}
          </Button>
        </Group>
      </Stack>
    </section>
  );
}
