import { Alert, Anchor } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SessionView } from '#contract/desktop/session.ts';
import { closureMessages as words } from '#renderer/messages/closures.ts';
import { usePanels } from '#renderer/ui/panels.ts';

/** Says that an open session lies inside closures, and leads to them. */
export function InsideClosures(props: { readonly closures: SessionView['closures'] }): ReactElement | null {
  const { openClosure } = usePanels();
  if (props.closures.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" p={10} mb={16} icon={<IconCalendarOff aria-hidden />} role="note">
      {words.insideClosure}
      {props.closures.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 ? ', ' : ''}
          <Anchor component="button" type="button" onClick={() => openClosure(id)}>
            {title}
          </Anchor>
        </span>
      ))}
    </Alert>
  );
}
