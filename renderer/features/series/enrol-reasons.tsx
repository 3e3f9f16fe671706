import { Alert, Stack, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { EnrolmentOptions } from '#contract/desktop/enrolment.ts';
import { classWords } from '#renderer/messages/classes.ts';

const words = classWords.form;

/** Why somebody is let in late, or over the number of places; nothing where neither is so. */
export function EnrolReasons(props: {
  readonly late: EnrolmentOptions['late'];
  readonly full: number;
  readonly reasons: { readonly lateReason: string; readonly overbookReason: string };
  readonly onChange: (part: Partial<{ lateReason: string; overbookReason: string }>) => void;
}): ReactElement | null {
  const { late, full, reasons, onChange } = props;
  if (late === null && full === 0) return null;
  return (
    <Alert color="yellow" py={8}>
      <Stack gap={8}>
        {late === null ? null : (
          <TextInput
            label={words.lateReason}
            description={words.lateReasons[late]}
            required
            maxLength={300}
            value={reasons.lateReason}
            onChange={(event) => onChange({ lateReason: event.currentTarget.value })}
          />
        )}
        {full === 0 ? null : (
          <TextInput
            label={words.overbookReason}
            description={words.someFull(full)}
            required
            maxLength={300}
            value={reasons.overbookReason}
            onChange={(event) => onChange({ overbookReason: event.currentTarget.value })}
          />
        )}
      </Stack>
    </Alert>
  );
}
