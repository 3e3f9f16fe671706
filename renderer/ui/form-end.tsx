import { Button } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ErrorNote } from './states.tsx';

/**
 * The end of a form: what went wrong, the harmless button, the one that sends. In a side panel it stays in view, however long
 * the form is.
 */
export function FormEnd(props: {
  readonly label: string;
  readonly isSending?: boolean;
  readonly isDisabled?: boolean;
  /** What it does cannot simply be done again. */
  readonly isDangerous?: boolean;
  readonly describedBy?: string;
  readonly error?: unknown;
  readonly onCancel: () => void;
  readonly cancelLabel?: string;
  /** The harmless button has the focus first. */
  readonly startsAtCancel?: boolean;
  /** Further buttons, before the others. */
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <div className="form-end">
      {props.error ? <ErrorNote error={props.error} /> : null}
      {props.children}
      <Button variant="default" onClick={props.onCancel} data-autofocus={props.startsAtCancel || undefined}>
        {props.cancelLabel ?? uiMessages.cancel}
      </Button>
      <Button
        type="submit"
        {...(props.isDangerous ? { color: 'red.9' } : {})}
        loading={props.isSending ?? false}
        disabled={props.isDisabled ?? false}
        aria-describedby={props.describedBy}
      >
        {props.label}
      </Button>
    </div>
  );
}
