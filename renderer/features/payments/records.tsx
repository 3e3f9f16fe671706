import { Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';

/** A heading with what stands below it. */
export function Records(props: {
  readonly title: string;
  readonly nothing: string;
  readonly children: readonly ReactElement[];
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
