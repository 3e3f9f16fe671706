import { Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** A screen that is one list: its title with how many there are and what can be done, the filters, and the list over the rest of the height. */
export function ListPage(props: {
  readonly title: string;
  /** How many there are, in words; read aloud when it changes. */
  readonly count?: string;
  readonly actions?: ReactNode;
  readonly filters?: ReactNode;
  /** Between the filters and the list. */
  readonly notes?: ReactNode;
  /** The list, and the dialogs that open over it. */
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className="page">
      <div className="page-head">
        <Title order={1}>{props.title}</Title>
        {props.count === undefined ? null : (
          <Text c="dimmed" className="figures" role="status">
            {props.count}
          </Text>
        )}
        {props.actions}
      </div>
      {props.filters ? <div className="filter-bar">{props.filters}</div> : null}
      {props.notes}
      <div className="page-body">{props.children}</div>
    </div>
  );
}
