import type { ReactElement, ReactNode } from 'react';
import { hasAmount, planTotalWords } from '#renderer/messages/cancellation.ts';
import { itemsTable, itemWords, outcomeWords } from '#renderer/messages/job-items.ts';
import { aboutWords, jobStateNames } from '#renderer/messages/jobs.ts';
import { report as words } from '#renderer/messages/report.ts';
import { taskWords } from '#renderer/messages/tasks.ts';
import { paperOf } from '#domain/document/paper.ts';
import { inOrder } from '#renderer/ui/plan-totals.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { givenBack, moneyBack, type ReportClient, reportClients, reportSessions } from './report-data.ts';
import type { Report } from './use-report.ts';

/**
 * The report on paper. Sheets are numbered by the shell in the desktop app and by the style sheet in a browser; heads of tables
 * repeat on each sheet, and no row is torn apart.
 */
export function CancellationReport(props: { readonly report: Report }): ReactElement {
  const { report } = props;
  const { name, locale } = useStudio();
  const format = useFormat();
  return (
    <article
      className="report"
      data-paper={paperOf(locale)}
      data-numbered={window.callboard ? undefined : true}
      aria-label={words.title}
    >
      <header className="report-head">
        <div>
          <h1>{words.title}</h1>
          <p>{itemsTable.job(report.job.id)}</p>
        </div>
        <div className="report-studio">
          <strong>{name}</strong>
          <p>{words.printed(format, report.at)}</p>
        </div>
      </header>
      <Facts report={report} format={format} />
      <About report={report} format={format} />
      <Summary report={report} format={format} />
      <Sessions report={report} format={format} />
      <Clients report={report} format={format} locale={locale} />
      <Problems report={report} format={format} />
      <p className="report-signature">{words.signature}</p>
    </article>
  );
}

interface Part {
  readonly report: Report;
  readonly format: StudioFormat;
}

function Facts({ report: { job }, format }: Part): ReactElement {
  const facts: readonly (readonly [string, string])[] = [
    [words.reason, job.reason],
    [words.startedBy, job.requestedBy],
    ...(job.approvedBy === null ? [] : [[words.approvedBy, job.approvedBy] as const]),
    [words.startedAt, format.instant(job.createdAt)],
    [words.finishedAt, job.finishedAt === null ? words.notFinished : format.instant(job.finishedAt)],
    [words.state, jobStateNames[job.state]],
    ...(job.fromDate !== null && job.toDate !== null
      ? [[words.days, words.dayRange(format.day(job.fromDate), format.day(job.toDate))] as const]
      : []),
  ];
  return (
    <dl className="report-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function About({ report: { job }, format }: Part): ReactElement | null {
  const about = aboutWords(job, format);
  return about === '' ? null : <p className="report-about">{about}</p>;
}

function Summary({ report: { job, items }, format }: Part): ReactElement {
  const given = (rows: Report['items']): string =>
    format.money(rows.reduce((sum, item) => sum + givenBack(item), 0));
  return (
    <Section title={words.summary}>
      <table>
        <thead>
          <tr>
            <th>{words.what}</th>
            <th className="right">{words.planned}</th>
            <th className="right">{words.givenBack}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(job.totals).map((total) => (
            <tr key={`${total.action}/${total.tender}`}>
              <td>{planTotalWords(total, format)}</td>
              <td className="right">{hasAmount(total.action) ? format.money(total.amountMinor) : ''}</td>
              <td className="right">
                {moneyBack(total) > 0
                  ? given(
                      items.filter(
                        ({ action, tender }) => action === total.action && tender === total.tender,
                      ),
                    )
                  : ''}
              </td>
            </tr>
          ))}
          <tr className="report-total">
            <td>{words.moneyBack}</td>
            <td className="right">{format.money(job.refundTotalMinor)}</td>
            <td className="right">{given(items)}</td>
          </tr>
        </tbody>
      </table>
      <p className="report-note">{words.givenBackHint}</p>
    </Section>
  );
}

function Sessions({ report, format }: Part): ReactElement {
  const sessions = reportSessions(report.items);
  return (
    <Section title={`${words.sessions} (${format.number(sessions.length)})`}>
      <table>
        <thead>
          <tr>
            <th>{words.when}</th>
            <th>{words.session}</th>
            <th className="right">{words.bookings}</th>
            <th className="right">{words.planned}</th>
            <th className="right">{words.givenBack}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.sessionId}>
              <td className="nowrap">
                {format.day(session.date)} {format.time(session.time)}
              </td>
              <td>
                {session.title}
                {session.isReleased
                  ? ` (${words.released})`
                  : session.isRestored
                    ? ` (${report.job.kind === 'bulk_cancellation' ? words.restored : words.bookingBack})`
                    : ''}
              </td>
              <td className="right">{format.number(session.bookings)}</td>
              <td className="right">{format.money(session.plannedMinor)}</td>
              <td className="right">{format.money(session.amountMinor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Clients({ report, format, locale }: Part & { readonly locale: string }): ReactElement {
  const clients = reportClients(report.items, locale);
  return (
    <Section title={`${words.clients} (${format.number(clients.length)})`}>
      <table>
        <thead>
          <tr>
            <th>{words.client}</th>
            <th>{words.session}</th>
            <th>{words.what}</th>
            <th>{words.outcome}</th>
            <th className="right">{words.planned}</th>
          </tr>
        </thead>
        {clients.map((client) => (
          <ClientRows key={client.key} client={client} format={format} />
        ))}
      </table>
    </Section>
  );
}

function ClientRows(props: { readonly client: ReportClient; readonly format: StudioFormat }): ReactElement {
  const { client, format } = props;
  return (
    <tbody className="report-client">
      {client.items.map((item, index) => (
        <tr key={item.id}>
          <td>{index === 0 ? <strong>{client.name}</strong> : null}</td>
          <td>
            {format.day(item.date)} {format.time(item.time)} {item.title}
          </td>
          <td>{itemWords(item, format)}</td>
          <td>{outcomeWords(item)}</td>
          <td className="right">
            {hasAmount(item.action)
              ? format.money(item.amountMinor)
              : item.credits > 0
                ? itemsTable.credits(format, item.credits)
                : ''}
          </td>
        </tr>
      ))}
      {client.items.filter((item) => moneyBack(item) > 0).length > 1 ? (
        <tr className="report-subtotal">
          <td colSpan={4} className="right">
            {words.clientTotal}
          </td>
          <td className="right">{format.money(client.amountMinor)}</td>
        </tr>
      ) : null}
    </tbody>
  );
}

function Problems({ report: { problems }, format }: Part): ReactElement {
  return (
    <Section title={words.problems}>
      {problems.length === 0 ? (
        <p>{words.noProblems}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{words.client}</th>
              <th>{words.phone}</th>
              <th>{words.problem}</th>
              <th className="right">{words.amount}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((task) => (
              <tr key={task.id}>
                <td>{task.client}</td>
                <td className="nowrap">{task.phone}</td>
                <td>{taskWords(task)}</td>
                <td className="right">{task.amountMinor > 0 ? format.money(task.amountMinor) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Section(props: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}
