import { Button } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { rosterWords as words } from '#renderer/messages/roster.ts';

/** To everybody who is expected today, to check them in. */
export function DeskLink(): ReactElement {
  return (
    <Button
      variant="default"
      leftSection={<IconUserCheck size={16} aria-hidden />}
      renderRoot={(root) => <Link {...root} to="/sessions/desk" search={{}} />}
    >
      {words.toDesk}
    </Button>
  );
}
