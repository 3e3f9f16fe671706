import { Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';

/** The note that everybody sees, the one of the studio alone, and the link of an online meeting. */
export function NoteFields<
  Values extends { publicNote: string; privateNote: string; meetingLink: string },
>(props: { readonly form: Pick<UseFormReturnType<Values>, 'getInputProps'> }): ReactElement {
  const { form } = props;
  return (
    <>
      <Textarea
        label={words.publicNote}
        description={words.publicNoteHint}
        maxLength={2000}
        {...form.getInputProps('publicNote')}
      />
      <Textarea
        label={words.privateNote}
        description={words.privateNoteHint}
        maxLength={2000}
        {...form.getInputProps('privateNote')}
      />
      <TextInput
        label={words.meetingLink}
        description={words.meetingLinkHint}
        type="url"
        maxLength={500}
        {...form.getInputProps('meetingLink')}
      />
    </>
  );
}
