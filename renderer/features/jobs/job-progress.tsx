import { Progress, Text } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import {
  isUndo,
  jobPage as words,
  messagesWords,
  sessionsLabel,
  sessionsWords,
  undoneWords,
} from '#renderer/messages/jobs.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { JobDetails } from './job-details.ts';
import { doneShare, secondsLeft } from './time-left.ts';

/** How far each part of the job is, with counts, what is left, and where open ends are solved. */
export function JobProgress(props: { readonly job: JobDetails }): ReactElement {
  const { job } = props;
  const format = useFormat();
  const { sessions, items, refunds, cashDue, messages } = job.progress;
  const left = secondsLeft(job);
  const isOfSessions = job.kind === 'bulk_cancellation';
  return (
    <div className="job-progress">
      <Progress
        value={doneShare(job.progress) * 100}
        aria-label={words.progress}
        transitionDuration={0}
        size="lg"
      />
      <Text size="sm" c="dimmed" className="figures">
        {left === null ? closingWords(job) : words.left(left, format)}
      </Text>
      <dl className="job-counts">
        <Part label={sessionsLabel(job)} main={sessionsWords(job, format)}>
          {job.state === 'undone' && isOfSessions && sessions.done > sessions.restored ? (
            <span>{words.sessionsStay(format, sessions.done - sessions.restored)}</span>
          ) : null}
          {sessions.released > 0 ? <span>{words.released(format, sessions.released)}</span> : null}
        </Part>
        {isUndo(job.state) || !isOfSessions ? null : (
          <Part label={words.items} main={words.itemsDone(format, items.done, items.total)}>
            {refunds.toSend > 0 ? <span>{words.itemsToSend(format, refunds.toSend)}</span> : null}
          </Part>
        )}
        <Part
          label={words.cardRefunds}
          main={
            refunds.total === 0
              ? words.noRefunds
              : words.refundsSettled(format, refunds.settled, refunds.total)
          }
        >
          {refunds.toSend > 0 ? <span>{words.refundsToSend(format, refunds.toSend)}</span> : null}
          {refunds.waiting > 0 ? <span>{words.refundsWaiting(format, refunds.waiting)}</span> : null}
          {refunds.withdrawn > 0 ? <span>{words.refundsWithdrawn(format, refunds.withdrawn)}</span> : null}
          {refunds.problems > 0 ? (
            <Place to="/accounting/stuck-refunds">{words.refundsProblems(format, refunds.problems)}</Place>
          ) : null}
          {job.finishedAt !== null && job.lateChangesAskedAt !== null ? (
            <span>{words.lateChanges(format, job.lateChangesAskedAt)}</span>
          ) : null}
        </Part>
        {cashDue.total > 0 ? (
          <Part label={words.cashDue} main={words.cashDueOpen(format, cashDue.open, cashDue.amountOpenMinor)}>
            {cashDue.open > 0 ? <Place to="/accounting/cash-due">{words.seeCashDue}</Place> : null}
          </Part>
        ) : null}
        <Part label={words.messages} main={messagesWords(job.progress, format)}>
          {messages.withdrawn > 0 && messages.withdrawn < messages.total ? (
            <span>{words.messagesWithdrawn(format, messages.withdrawn)}</span>
          ) : null}
          {messages.unsent > 0 ? (
            <Place to="/communications/outbox">{words.messagesUnsent(format, messages.unsent)}</Place>
          ) : null}
          {messages.failed > 0 ? (
            <Place to="/communications/outbox">{words.messagesFailed(format, messages.failed)}</Place>
          ) : null}
        </Part>
      </dl>
    </div>
  );
}

function closingWords(job: JobDetails): string {
  const { refunds, cashDue } = job.progress;
  if (job.state === 'undone') return undoneWords(job);
  if (job.state !== 'done') return '';
  return refunds.problems + refunds.waiting + cashDue.open > 0 ? words.doneWithOpen : words.allDone;
}

function Part(props: {
  readonly label: string;
  readonly main: string;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd className="figures">
        <span>{props.main}</span>
        {props.children}
      </dd>
    </div>
  );
}

function Place(props: {
  readonly to: NonNullable<LinkProps['to']>;
  readonly children: string;
}): ReactElement {
  return (
    <Link to={props.to} search={{}}>
      {props.children}
    </Link>
  );
}
