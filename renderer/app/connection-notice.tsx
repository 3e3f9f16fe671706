import { Alert, Button, Group } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useConnection } from '#renderer/api/connection.ts';
import { frameMessages } from '#renderer/messages/frame.ts';

/** Says when the engine is away, over every screen; silent while all is well. */
export function ConnectionNotice(): ReactElement | null {
  const connection = useConnection((store) => store.connection);
  const line = useConnection((store) => store.line);
  if (connection.state === 'ready' || (connection.state === 'connecting' && line === 0)) return null;
  const isFailed = connection.state === 'failed';
  return (
    <Alert
      role="status"
      color={isFailed ? 'red' : 'yellow'}
      radius={0}
      py={8}
      icon={<IconPlugConnectedX aria-hidden />}
      className="connection-notice"
    >
      <Group gap={12}>
        {isFailed ? frameMessages.engineFailed(connection.code) : frameMessages.engineLost}
        {isFailed && window.callboard ? (
          <Button size="compact-sm" variant="default" onClick={() => void window.callboard?.restartEngine()}>
            {frameMessages.restartEngine}
          </Button>
        ) : null}
      </Group>
    </Alert>
  );
}
