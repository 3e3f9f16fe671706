import { Alert, Button, List, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconChecklist, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { PlanSummary } from '#contract/desktop/cancellation.ts';
import { plan as words, planTotalWords, submitForm } from '#renderer/messages/cancellation.ts';
import { PlanTotals } from '#renderer/ui/plan-totals.tsx';
import { EmptyState, ErrorState, LoadingState } from '#renderer/ui/states.tsx';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import type { PlanChange } from './plan-change.ts';
import type { LivePlan } from './use-plan.ts';

/** What cancelling the ticked sessions would do, live. While it is worked out again the old totals stay, dimmed. */
export function PlanSection(props: {
  readonly plan: LivePlan;
  readonly isAnythingTicked: boolean;
  /** What changes the totals; stands above them, in sight in a small window too. */
  readonly choice: ReactNode;
  readonly onShowClients: () => void;
}): ReactElement {
  const { plan } = props;
  const format = useFormat();
  if (!props.isAnythingTicked)
    return <EmptyState icon={IconChecklist} title={words.nothingTicked} hint={words.nothingTickedText} />;
  if (plan.error) return <ErrorState error={plan.error} onRetry={plan.refetch} />;
  if (!plan.summary) return <LoadingState rows={5} label={words.updating} />;
  const { summary } = plan;
  return (
    <section
      aria-label={words.title}
      aria-busy={!plan.isCurrent}
      className="plan"
      data-old={!plan.isCurrent || undefined}
    >
      <Counts summary={summary} onShowClients={props.onShowClients} />
      {props.choice}
      <PlanTotals totals={summary.totals} refundTotalMinor={summary.refundTotalMinor} />
      <Notes summary={summary} />
      <VisuallyHidden role="status">{plan.isCurrent ? words.announce(format, summary) : ''}</VisuallyHidden>
    </section>
  );
}

function Counts(props: { readonly summary: PlanSummary; readonly onShowClients: () => void }): ReactElement {
  const format = useFormat();
  const { sessions, bookings, clients } = props.summary;
  return (
    <div className="plan-head">
      <dl className="plan-counts">
        {[
          [words.sessions, sessions],
          [words.bookings, bookings],
          [words.clients, clients],
        ].map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="figures">{format.number(Number(value))}</dd>
          </div>
        ))}
      </dl>
      <Button variant="default" size="xs" onClick={props.onShowClients} disabled={clients === 0}>
        {words.perClient}
      </Button>
    </div>
  );
}

function Notes(props: { readonly summary: PlanSummary }): ReactElement | null {
  const format = useFormat();
  const { withoutEmail, extendedLots, inProcess } = props.summary;
  if (withoutEmail + extendedLots + inProcess.length === 0) return null;
  return (
    <Stack gap={4}>
      {withoutEmail > 0 ? <Note>{words.withoutEmail(format, withoutEmail)}</Note> : null}
      {extendedLots > 0 ? <Note>{words.extendedLots(format, extendedLots)}</Note> : null}
      {inProcess.length > 0 ? <InProcessNote held={inProcess} /> : null}
    </Stack>
  );
}

function Note(props: { readonly children: string }): ReactElement {
  return (
    <Text size="sm" className="plan-note">
      <IconInfoCircle size={15} aria-hidden /> {props.children}
    </Text>
  );
}

/** Sessions that another job holds: which job, who started it, when. */
export function InProcessNote(props: {
  readonly held: PlanSummary['inProcess'];
  readonly intro?: string;
}): ReactElement {
  const format = useFormat();
  const jobs = new Map(props.held.map((entry) => [entry.jobId, entry]));
  return (
    <Alert color="yellow" variant="light" p={10} role="status">
      <Text size="sm">{props.intro ?? words.inProcess(format, props.held.length)}</Text>
      <List size="sm" withPadding>
        {[...jobs.values()].map(({ jobId, startedBy, startedAt }) => (
          <List.Item key={jobId}>
            <Link to="/cancellations/jobs/$jobId" params={{ jobId: String(jobId) }} search={{}}>
              {words.inProcessBy(
                format,
                jobId,
                startedBy,
                startedAt,
                props.held.filter((entry) => entry.jobId === jobId).length,
              )}
            </Link>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** What became different since the totals were looked at; told where the button is. */
export function PlanChanges(props: {
  readonly changes: readonly PlanChange[];
  readonly onDismiss: () => void;
}): ReactElement | null {
  const format = useFormat();
  if (props.changes.length === 0) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      title={submitForm.planChangedTitle}
      role="alert"
      withCloseButton
      closeButtonLabel={submitForm.planChangedSeen}
      onClose={props.onDismiss}
    >
      <Text size="sm">{submitForm.planChangedText}</Text>
      <List size="sm" withPadding>
        {props.changes.map((change) => (
          <List.Item key={`${change.what}/${change.action}/${change.tender}`}>
            {changeWords(change, format)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function changeWords(change: PlanChange, format: StudioFormat): string {
  const write = change.isMoney ? format.money : format.number;
  const what =
    change.what === 'total'
      ? planTotalWords(
          {
            action: change.action ?? 'nothing',
            tender: change.tender ?? 'none',
            items: change.isMoney ? change.items : change.after,
            amountMinor: 0,
            credits: change.isMoney ? change.items : change.after,
          },
          format,
        )
      : submitForm.changeWhat[change.what];
  return submitForm.change(what, write(change.before), write(change.after));
}
