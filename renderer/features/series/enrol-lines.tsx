import { Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { EnrolmentOptions } from '#contract/desktop/enrolment.ts';
import { classWords } from '#renderer/messages/classes.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

const words = classWords.form;

/** Each session of the class with its price for this person, and the sum of what would be booked. */
export function EnrolLines({ options }: { readonly options: EnrolmentOptions }): ReactElement {
  const format = useFormat();
  return (
    <section>
      <Title order={3}>{words.lines}</Title>
      <ul className="class-lines">
        {options.lines.map((line) => (
          <li key={line.sessionId} className={line.what === 'book' ? '' : 'class-not'}>
            <span className="figures">{format.day(line.date, 'medium')}</span>
            <span className="figures">{format.time(line.time)}</span>
            <Text size="sm" c={line.what === 'book' ? 'yellow' : 'dimmed'} className="class-note">
              {noteOf(line)}
            </Text>
            <span className="figures class-end">
              {line.what === 'book' ? format.money(line.costMinor) : format.money(0)}
            </span>
          </li>
        ))}
        <li className="class-total">
          <span>{words.total}</span>
          <span className="figures class-end">{format.money(options.priceMinor)}</span>
        </li>
      </ul>
    </section>
  );
}

function noteOf({ what, booked, capacity, elsewhere }: EnrolmentOptions['lines'][number]): string {
  if (what !== 'book') return words.what[what];
  return [
    booked >= capacity ? words.full(booked, capacity) : '',
    elsewhere === null ? '' : words.elsewhere(elsewhere),
  ]
    .filter(Boolean)
    .join(' · ');
}
