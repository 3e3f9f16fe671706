import { Alert, Button, Center, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconLock, type TablerIcon } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { engineError } from '#renderer/api/engine-error.ts';
import { errorSentence } from '#renderer/messages/errors.ts';
import { uiMessages } from '#renderer/messages/ui.ts';

/** Nothing here yet, and what to do about it. */
export function EmptyState(props: {
  readonly icon?: TablerIcon;
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
}): ReactElement {
  const Icon = props.icon;
  return (
    <Center py="xl" className="state">
      <Stack align="center" gap={8} maw={420}>
        {Icon ? <Icon size={28} stroke={1.5} aria-hidden className="state-icon" /> : null}
        <Text fw={600}>{props.title}</Text>
        {props.hint ? (
          <Text c="dimmed" ta="center">
            {props.hint}
          </Text>
        ) : null}
        {props.action}
      </Stack>
    </Center>
  );
}

/** Grey rows where a list will be. */
export function LoadingState(props: { readonly rows?: number; readonly label?: string }): ReactElement {
  return (
    <Stack gap={8} p="md" aria-busy="true">
      <VisuallyHidden role="status">{props.label ?? uiMessages.loading}</VisuallyHidden>
      {Array.from({ length: props.rows ?? 6 }, (_, row) => (
        <Skeleton key={row} height={28} radius="sm" animate={false} />
      ))}
    </Stack>
  );
}

/** What happened, in words, with a way on. `error` is what the client threw. */
export function ErrorState(props: { readonly error: unknown; readonly onRetry?: () => void }): ReactElement {
  const known = engineError(props.error);
  if (known.code === 'FORBIDDEN') return <NoPermissionState />;
  return (
    <Center py="xl" px="md">
      <Alert
        color="red"
        variant="light"
        icon={<IconAlertTriangle aria-hidden />}
        title={uiMessages.errorTitle}
        maw={520}
        role="alert"
      >
        <Stack gap={8} align="flex-start">
          <Text>{errorSentence(known)}</Text>
          {props.onRetry ? (
            <Button size="xs" variant="default" onClick={props.onRetry}>
              {uiMessages.tryAgain}
            </Button>
          ) : null}
        </Stack>
      </Alert>
    </Center>
  );
}

/** Shown in place of a screen that could not be drawn. What a request failed with has words of its own (ErrorState). */
export function FaultState(): ReactElement {
  return (
    <Center py="xl" px="md">
      <Alert
        color="red"
        variant="light"
        icon={<IconAlertTriangle aria-hidden />}
        title={uiMessages.errorTitle}
        maw={520}
        role="alert"
      >
        <Stack gap={8} align="flex-start">
          <Text>{uiMessages.screenFault}</Text>
          <Button size="xs" variant="default" onClick={() => window.location.reload()}>
            {uiMessages.reload}
          </Button>
        </Stack>
      </Alert>
    </Center>
  );
}

/** This screen is not for the signed-in person's role. */
export function NoPermissionState(): ReactElement {
  return (
    <EmptyState icon={IconLock} title={uiMessages.noPermissionTitle} hint={uiMessages.noPermissionHint} />
  );
}

/** An error inside a form or panel, next to what it is about. */
export function ErrorNote(props: { readonly error: unknown }): ReactElement | null {
  if (props.error === null || props.error === undefined) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert" py={8}>
      {errorSentence(engineError(props.error))}
    </Alert>
  );
}
