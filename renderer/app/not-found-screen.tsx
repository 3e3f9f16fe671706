import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { frameMessages } from '#renderer/messages/frame.ts';
import { EmptyState } from '#renderer/ui/states.tsx';

export function NotFoundScreen(): ReactElement {
  return (
    <EmptyState
      title={frameMessages.notFoundTitle}
      hint={frameMessages.notFoundHint}
      action={
        <Anchor component={Link} to="/">
          {frameMessages.toCalendar}
        </Anchor>
      }
    />
  );
}
