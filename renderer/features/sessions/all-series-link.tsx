import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { classWords } from '#renderer/messages/classes.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';

/** The ways to the list of recurring sessions, where drafts are found, and to the classes among them. */
export function AllSeriesLink(): ReactElement {
  return (
    <>
      <Button variant="subtle" renderRoot={(rest) => <Link {...rest} to="/sessions/series" />}>
        {words.allSeries}
      </Button>
      <Button variant="subtle" renderRoot={(rest) => <Link {...rest} to="/sessions/classes" />}>
        {classWords.allClasses}
      </Button>
    </>
  );
}
