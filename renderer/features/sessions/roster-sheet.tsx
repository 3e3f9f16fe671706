import type { ReactElement } from 'react';
import type { RosterEntry, RosterView } from '#contract/desktop/roster.ts';
import { rosterWords as words, waitlistWords } from '#renderer/messages/roster.ts';
import { paperOf } from '#domain/document/paper.ts';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';
import { nameOf } from './find-people.ts';

/**
 * Rosters on paper, with boxes to tick: each location on sheets of its own, heads of tables repeated, no row torn apart. Sheets
 * are numbered by the shell in the desktop app and by the style sheet in a browser.
 */
export function RosterSheet(props: {
  readonly title: string;
  readonly rosters: readonly RosterView[];
  /** When this was read, epoch ms. */
  readonly at: number;
}): ReactElement {
  const { title, rosters, at } = props;
  const { name, locale } = useStudio();
  const format = useFormat();
  const places = Map.groupBy(rosters, ({ locationName }) => locationName);
  return (
    <article
      className="report"
      data-paper={paperOf(locale)}
      data-numbered={window.callboard ? undefined : true}
      aria-label={title}
    >
      {[...places].map(([location, own]) => (
        <section key={location} className="roster-location">
          <header className="report-head">
            <div>
              <h1>{title}</h1>
              <p>
                {location}
                {own[0] ? `, ${format.day(own[0].date, 'long')}` : ''}
              </p>
            </div>
            <div className="report-studio">
              <strong>{name}</strong>
              <p>{words.printed(format.instant(at))}</p>
            </div>
          </header>
          {own.map((roster) => (
            <SessionTable key={roster.id} roster={roster} format={format} />
          ))}
        </section>
      ))}
    </article>
  );
}

function SessionTable(props: { readonly roster: RosterView; readonly format: StudioFormat }): ReactElement {
  const { roster, format } = props;
  const { columns } = words;
  const who = [roster.practitionerName, roster.roomName, `${roster.entries.length} / ${roster.capacity}`];
  return (
    <section className="roster-session">
      <h2>
        {format.timeRange(roster.time, roster.durationMinutes)} {roster.title}
      </h2>
      <p>{who.filter(Boolean).join(' · ')}</p>
      {[roster.publicNote, roster.privateNote].filter(Boolean).map((note) => (
        <p key={note}>{words.note(note)}</p>
      ))}
      {roster.entries.length === 0 ? (
        <p>{words.nobodyBooked}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>{columns.tick}</th>
              <th>{columns.name}</th>
              <th>{columns.phone}</th>
              <th>{columns.payment}</th>
              <th className="right">{columns.balance}</th>
              <th className="right">{columns.credits}</th>
              <th>{columns.notes}</th>
            </tr>
          </thead>
          <tbody>
            {roster.entries.map((entry) => (
              <EntryRow key={entry.bookingId} entry={entry} format={format} />
            ))}
          </tbody>
        </table>
      )}
      {roster.waiting.length > 0 ? (
        <p className="roster-waiting">
          {words.waiting}:{' '}
          {roster.waiting
            .map(({ participant, clientName, phone }) =>
              [participant || clientName, phone].filter(Boolean).join(' '),
            )
            .join(', ')}
        </p>
      ) : null}
    </section>
  );
}

function EntryRow(props: { readonly entry: RosterEntry; readonly format: StudioFormat }): ReactElement {
  const { entry, format } = props;
  const { participantNote, clientNote, overbookReason, balanceMinor, creditsLeft } = entry;
  const notes = [participantNote, clientNote, overbookReason && words.overbooked(overbookReason)];
  return (
    <tr>
      <td>
        <span className="roster-tick">{entry.checkedInAt === null ? '' : '✓'}</span>
      </td>
      <td>
        <strong>{nameOf(entry)}</strong>
        {entry.participant ? ` (${words.forPayer(entry.clientName)})` : ''}
      </td>
      <td className="nowrap">{entry.phone}</td>
      <td>{entry.funding.split('+').map(paymentWord).join(' + ')}</td>
      <td className="right">{balanceMinor === null ? '' : format.money(balanceMinor)}</td>
      <td className="right">{creditsLeft === null ? '' : format.number(creditsLeft)}</td>
      <td>{notes.filter(Boolean).join('; ')}</td>
    </tr>
  );
}

function paymentWord(kind: string): string {
  return (waitlistWords.fundings as Readonly<Record<string, string>>)[kind] ?? words.methods[kind] ?? kind;
}
