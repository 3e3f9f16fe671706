import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';

/** The way to the list of recurring sessions, where drafts are found. */
export function AllSeriesLink(): ReactElement {
  return (
    <Button variant="subtle" renderRoot={(rest) => <Link {...rest} to="/sessions/series" />}>
      {words.allSeries}
    </Button>
  );
}
