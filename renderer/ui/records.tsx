import { Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** A heading with the rows below it, or the words for none. */
export function Records(props: {
  readonly title: string;
  readonly nothing: string;
  readonly children: readonly ReactNode[];
}): ReactElement {
  return (
    <section aria-label={props.title}>
      <div className="section-head">
        <Title order={3}>{props.title}</Title>
      </div>
      {props.children.length > 0 ? props.children : <Text c="dimmed">{props.nothing}</Text>}
    </section>
  );
}
