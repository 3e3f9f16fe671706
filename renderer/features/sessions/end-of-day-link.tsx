import { Button } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { usePastOpen } from '#renderer/api/past-open.ts';
import { endOfDayWords as words } from '#renderer/messages/completion.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** To the list of past sessions that are still open, with their number. */
export function EndOfDayLink(): ReactElement {
  const past = usePastOpen();
  const format = useFormat();
  return (
    <Button
      variant="default"
      leftSection={<IconMoon size={16} aria-hidden />}
      title={
        past && past.sessions > 0
          ? words.badge(past.sessions, past.isMore, format.money(past.hiddenMinor))
          : undefined
      }
      renderRoot={(root) => <Link {...root} to="/sessions/end-of-day" search={{}} />}
    >
      {words.button(past?.sessions ?? 0)}
    </Button>
  );
}
