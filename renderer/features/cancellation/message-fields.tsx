import { Button, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { type Notice, refundLines, writeNotice } from '#domain/message/cancellation-notice.ts';
import { placeholders } from '#domain/message/render-template.ts';
import type { SessionId } from '#domain/values/ids.ts';
import { queries } from '#renderer/api/engine.ts';
import { submitForm as words } from '#renderer/messages/cancellation.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { useNonCardRefund } from './use-cancellation-form.ts';
import { unknownPlaceholders } from './unknown-placeholders.ts';

export interface MessageDraft {
  readonly channel: 'none' | 'email';
  readonly subject: string;
  readonly body: string;
}

/** Whether clients are told (unless that is settled), and with which words; what one client will read can be looked at before. */
export function MessageFields(props: {
  readonly draft: MessageDraft;
  readonly onChange: (change: Partial<MessageDraft>) => void;
  readonly errors: { readonly subject?: string | undefined; readonly body?: string | undefined };
  readonly sessionIds: readonly SessionId[];
  readonly reason: string;
  readonly deadline?: string;
  readonly asksWhether: boolean;
}): ReactElement {
  const { draft, onChange, errors } = props;
  const { mailConfigured } = useStudio();
  const [isOpen, setOpen] = useState(false);
  const [isPreviewing, setPreviewing] = useState(false);
  const unknown = unknownPlaceholders(`${draft.subject}\n${draft.body}`);
  const hasError = Boolean(errors.subject ?? errors.body);
  return (
    <Stack gap={8}>
      {props.asksWhether ? (
        <Radio.Group
          label={words.message}
          value={draft.channel}
          onChange={(channel) => onChange({ channel: channel === 'none' ? 'none' : 'email' })}
        >
          <div className="radio-row">
            <Radio value="none" label={words.messageNone} size="xs" />
            <Radio value="email" label={words.messageEmail} size="xs" />
          </div>
        </Radio.Group>
      ) : null}
      {draft.channel === 'email' ? (
        <>
          {mailConfigured ? null : (
            <Text size="sm" className="plan-note">
              <IconInfoCircle size={15} aria-hidden /> {words.mailNotSetUp}
            </Text>
          )}
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={isOpen || hasError}
            onClick={() => setOpen(!isOpen)}
            style={{ alignSelf: 'flex-start' }}
          >
            {isOpen || hasError ? words.hideText : words.editText}
          </Button>
          {isOpen || hasError ? (
            <Stack gap={8}>
              <TextInput
                label={words.subject}
                value={draft.subject}
                maxLength={200}
                error={errors.subject}
                onChange={(event) => onChange({ subject: event.currentTarget.value })}
              />
              <Textarea
                label={words.body}
                description={`${words.placeholders} ${placeholders.map((name) => `{{${name}}}`).join(' ')}`}
                value={draft.body}
                maxLength={5000}
                minRows={4}
                error={errors.body}
                onChange={(event) => onChange({ body: event.currentTarget.value })}
              />
              {unknown.map((name) => (
                <Text key={name} size="sm" role="status">
                  {words.unknownPlaceholder(name)}
                </Text>
              ))}
              <Button
                variant="default"
                size="xs"
                aria-expanded={isPreviewing}
                onClick={() => setPreviewing(!isPreviewing)}
                style={{ alignSelf: 'flex-start' }}
              >
                {isPreviewing ? words.hidePreview : words.showPreview}
              </Button>
              {isPreviewing ? <Preview {...props} /> : null}
            </Stack>
          ) : null}
        </>
      ) : null}
    </Stack>
  );
}

function Preview(props: {
  readonly draft: MessageDraft;
  readonly sessionIds: readonly SessionId[];
  readonly reason: string;
  readonly deadline?: string;
}): ReactElement {
  const notice = { ...useExample(props.sessionIds, props.reason), deadline: props.deadline ?? '' };
  const { subject, body } = writeNotice(props.draft, notice);
  return (
    <div className="mail-preview" role="region" aria-label={words.previewFor(notice.clientName)}>
      <Text size="xs" c="dimmed">
        {words.previewFor(notice.clientName)}
      </Text>
      <Text fw={600}>{subject}</Text>
      <Text style={{ whiteSpace: 'pre-wrap' }}>{body}</Text>
    </div>
  );
}

/** The first client of the plan as an example, written as the job will write it; a stand-in while nobody is booked. */
function useExample(sessionIds: readonly SessionId[], reason: string): Notice {
  const studio = useStudio();
  const nonCardRefund = useNonCardRefund();
  const query = useQuery({
    ...queries.cancellation.previewClients.queryOptions({
      input: { sessionIds: [...sessionIds], ...(nonCardRefund ? { nonCardRefund } : {}), limit: 1 },
    }),
    enabled: sessionIds.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const client = query.data?.rows[0];
  const sessions = new Map(
    client?.lines.map(({ sessionId, title, date, time, participant }) => [
      `${sessionId}/${participant}`,
      { title, localDate: date, localTime: time, participant },
    ]),
  );
  return {
    clientName: client?.name ?? words.exampleClient,
    sessions: [...sessions.values()],
    refundText: client ? refundLines(client.lines, studio).join('\n') : words.exampleRefunds,
    reason: reason.trim() === '' ? words.exampleReason : reason.trim(),
    studio,
  };
}
