import { Alert } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SaveFailure } from '#contract/desktop/completion.ts';
import { completionWords as words } from '#renderer/messages/completion.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

const MOST_LISTED = 5;

/** Sessions that stay as they are, each with its reason. */
export function LeftOut(props: {
  readonly failures: readonly SaveFailure[];
  readonly onClose?: () => void;
}): ReactElement {
  const { failures, onClose } = props;
  const format = useFormat();
  return (
    <Alert
      color="yellow"
      py={8}
      mb={8}
      title={words.leftOut(failures.length)}
      {...(onClose ? { withCloseButton: true, onClose, closeButtonLabel: uiMessages.close } : {})}
    >
      <ul className="plain-list">
        {failures.slice(0, MOST_LISTED).map(({ sessionId, title, date, time, code }) => (
          <li key={sessionId}>
            {title ? `${title}, ${format.day(date)}, ${format.time(time)}: ` : ''}
            {words.failures[code]}
          </li>
        ))}
        {failures.length > MOST_LISTED ? <li>{words.more(failures.length - MOST_LISTED)}</li> : null}
      </ul>
    </Alert>
  );
}
