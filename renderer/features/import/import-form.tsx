import { Button, Group, Input, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useRef, useState } from 'react';
import { engine } from '#renderer/api/engine.ts';
import { importMessages as words } from '#renderer/messages/import.ts';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { DryRun } from './dry-run.tsx';
import { ImportProgress } from './import-progress.tsx';
import { madeText } from './made-text.ts';
import { ImportOptionFields } from './option-fields.tsx';
import { MappingTable } from './mapping-table.tsx';
import { UploadNote } from './upload-note.tsx';
import { type ImportKind, type ImportOptions, useImport } from './use-import.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useFirstOptions } from './first-options.ts';

const KINDS: readonly ImportKind[] = ['ics', 'clients', 'sessions', 'bookings'];

/** Kind, file and options; below them the dry run that follows every change. */
export function ImportForm(): ReactElement {
  const firstOptions = useFirstOptions();
  const format = useFormat();
  const [options, setOptions] = useState<ImportOptions>(() => firstOptions('ics'));
  const fileField = useRef<HTMLInputElement>(null);
  const run = useImport(options);
  const startOver = (kind: ImportKind): void => {
    if (fileField.current) fileField.current.value = '';
    setOptions(firstOptions(kind));
    run.forget();
  };
  const apply = (): void =>
    run.apply((make) => {
      toast(words.done(madeText(make, format)));
      startOver(options.kind);
    });
  const take = (file: File | undefined): void => {
    if (!file) return;
    const isCalendar = /\.ics$/i.test(file.name);
    // The name says enough to spare a wrong choice.
    if (isCalendar !== (options.kind === 'ics')) setOptions(firstOptions(isCalendar ? 'ics' : 'clients'));
    else setOptions(withoutMapping);
    run.send(file);
  };
  const { kind } = options;
  return (
    <>
      <div className="settings-form settings-wide panel-card import-form">
        <Stack gap={12}>
          <Title order={2}>{words.newImport}</Title>
          <div>
            <SegmentedControl
              aria-label={words.kind}
              value={kind}
              onChange={(value) => startOver(KINDS.find((each) => each === value) ?? 'ics')}
              data={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
            />
            <Text size="sm" c="dimmed" mt={6}>
              {words.kindHints[kind]}
            </Text>
          </div>
          <Group align="flex-end">
            <Input.Wrapper
              id="import-file"
              label={words.file}
              description={kind === 'ics' ? words.fileHint.ics : words.fileHint.csv}
              style={{ flex: 1 }}
            >
              <input
                id="import-file"
                ref={fileField}
                type="file"
                className="file-field"
                accept={kind === 'ics' ? '.ics,text/calendar' : '.csv,.tsv,.txt,text/csv'}
                disabled={run.isSending || run.isApplying}
                onChange={(event) => take(event.currentTarget.files?.[0])}
              />
            </Input.Wrapper>
            {kind === 'ics' ? null : <TemplateButton kind={kind} />}
          </Group>
          <ImportOptionFields options={options} onChange={setOptions} />
          <UploadNote run={run} />
        </Stack>
      </div>
      {run.preview && run.preview.columns.length > 0 ? (
        <MappingTable
          preview={run.preview}
          onChange={(mapping) => setOptions({ ...options, mapping: { ...options.mapping, ...mapping } })}
        />
      ) : null}
      <ImportProgress run={run} />
      {run.preview ? <DryRun preview={run.preview} run={run} onApply={apply} /> : null}
    </>
  );
}

/** Another file has other columns. */
function withoutMapping(options: ImportOptions): ImportOptions {
  const { mapping, ...rest } = options;
  return mapping ? rest : options;
}

function TemplateButton({ kind }: { readonly kind: 'clients' | 'sessions' | 'bookings' }): ReactElement {
  const asking = useMutation({
    mutationFn: () => engine.imports.template({ kind }),
    onSuccess: ({ fileName, csv }) => {
      const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = fileName;
      link.click();
      URL.revokeObjectURL(url);
    },
    onError: toastError,
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={asking.isPending}
      onClick={() => asking.mutate()}
    >
      {words.template}
    </Button>
  );
}
