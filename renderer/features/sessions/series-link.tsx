import { Anchor, Group } from '@mantine/core';
import { IconCalendarRepeat } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import { sessionMessages as words } from '#renderer/messages/sessions.ts';
import { usePanels } from '#renderer/ui/panels.ts';

/** The way from a session to the series it belongs to. */
export function SeriesLink({ session }: { readonly session: SessionView }): ReactElement | null {
  const { openSeries } = usePanels();
  const { seriesId } = session;
  if (seriesId === null) return null;
  return (
    <Group gap={8} mb={12}>
      <IconCalendarRepeat size={16} aria-hidden />
      <Anchor component="button" type="button" onClick={() => openSeries(seriesId)}>
        {session.isException ? words.exceptionOfSeries : words.partOfSeries}
      </Anchor>
    </Group>
  );
}
