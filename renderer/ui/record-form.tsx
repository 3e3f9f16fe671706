import { Checkbox, Stack, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { settingsMessages as words } from '#renderer/messages/settings.ts';
import { FormEnd } from './form-end.tsx';

/** What a form of a record is, whatever its kind; made by `useRecordForm`. */
export interface RecordFrame {
  readonly onSubmit: (event?: React.FormEvent<HTMLFormElement>) => void;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly submitLabel: string;
  readonly onCancel: () => void;
  /** The field "Name", which comes first. */
  readonly name: object;
  /** The check box "Active", for what is not new. */
  readonly active: object | undefined;
}

/** The frame of a form in a side panel: the name, fields, what went wrong, and the two buttons. */
export function RecordForm(props: {
  readonly frame: RecordFrame;
  /** What the check box "Active" carries besides. */
  readonly active?: object;
  readonly children: ReactNode;
}): ReactElement {
  const { frame } = props;
  return (
    <form onSubmit={frame.onSubmit} noValidate>
      <Stack gap={12}>
        <TextInput label={words.name} maxLength={120} data-autofocus {...frame.name} />
        {props.children}
        {frame.active ? (
          <Checkbox label={words.active} description={words.activeHint} {...props.active} {...frame.active} />
        ) : null}
        <FormEnd
          label={frame.submitLabel}
          isSending={frame.isSending}
          error={frame.error}
          onCancel={frame.onCancel}
        />
      </Stack>
    </form>
  );
}
