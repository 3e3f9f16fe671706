import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconInfoCircle, IconMail } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { MessageRow } from '#contract/desktop/message.ts';
import { messageKindNames, messageReason, outbox as words } from '#renderer/messages/messages.ts';
import { EmptyState } from '#renderer/ui/states.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { MessageStateBadge } from './message-state-badge.tsx';
import { useMessageActions } from './use-message-actions.ts';

/** One message as the client reads it, why it has not gone out, and what can be done. */
export function ReadingPane(props: { readonly message: MessageRow | null }): ReactElement {
  const { message } = props;
  return (
    <section className="panel-card outbox-pane" aria-label={words.readingPane}>
      {message ? <Message message={message} /> : <EmptyState icon={IconMail} title={words.choose} />}
    </section>
  );
}

function Message(props: { readonly message: MessageRow }): ReactElement {
  const { message } = props;
  const format = useFormat();
  const actions = useMessageActions();
  const reason =
    message.state === 'sent' || message.state === 'withdrawn' ? '' : messageReason(message.errorCode);
  const mayRetry = message.state === 'unsent' || message.state === 'failed';
  const mayWithdraw = mayRetry || message.state === 'queued';
  return (
    <Stack gap={12}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2}>{message.subject}</Title>
        <MessageStateBadge state={message.state} />
      </Group>
      {reason === '' ? null : (
        <Alert color="yellow" variant="light" icon={<IconInfoCircle aria-hidden />} p={10}>
          {reason}
        </Alert>
      )}
      <dl className="outbox-facts">
        <dt>{words.to}</dt>
        <dd>
          {message.toName}, {message.toAddress || words.noAddress}
        </dd>
        <dt>{words.about}</dt>
        <dd>
          {messageKindNames[message.kind]}
          {message.jobId === null ? null : (
            <>
              {' · '}
              <Link to="/cancellations/jobs/$jobId" params={{ jobId: String(message.jobId) }} search={{}}>
                {words.job(message.jobId)}
              </Link>
            </>
          )}
        </dd>
        <dt>{words.made}</dt>
        <dd>{format.instant(message.createdAt)}</dd>
        {message.sentAt === null ? null : (
          <>
            <dt>{words.sentAt}</dt>
            <dd>{format.instant(message.sentAt)}</dd>
          </>
        )}
        {message.attempts > 0 ? (
          <>
            <dt>{words.attempts}</dt>
            <dd>{format.number(message.attempts)}</dd>
          </>
        ) : null}
      </dl>
      <Text className="outbox-body">{message.body}</Text>
      {mayWithdraw ? (
        <Group gap={8}>
          {mayRetry ? (
            <Button loading={actions.isPending} onClick={() => void actions.retry([message])}>
              {words.retry}
            </Button>
          ) : null}
          <Button
            variant="default"
            loading={actions.isPending}
            onClick={() => void actions.withdraw(message)}
          >
            {words.withdraw}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
