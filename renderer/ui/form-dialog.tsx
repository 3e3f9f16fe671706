import { Modal } from '@mantine/core';
import { type ReactElement, type ReactNode, useEffect, useId, useMemo } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';
import { useCoversPanels } from './covered-panels.ts';
import { focusBack, pageBelow } from './focus-back.ts';
import { keepFocusInForm } from './keep-focus-inside.ts';
import { FormHomeContext, mayDiscard } from './unsaved.ts';

/**
 * A dialog in the middle of a place that may hold a form. Escape, the cross, a click beside it and `leave`, which
 * `children` gets for its own harmless button, close it, after a question if something in it is half-typed.
 */
export function FormDialog(props: {
  readonly title: ReactNode;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly size?: 'lg';
  readonly children: (leave: () => void) => ReactNode;
}): ReactElement {
  const panel = useId();
  useCoversPanels(props.opened);
  const home = useMemo(() => ({ over: false, panel }), [panel]);
  useFocusBack(props.opened, panel);
  const leave = (): void => {
    void mayDiscard((other) => other.panel === panel).then((mayGo) => {
      if (mayGo) props.onClose();
    });
  };
  return (
    <Modal
      opened={props.opened}
      onClose={leave}
      title={props.title}
      {...(props.size ? { size: props.size } : {})}
      closeButtonProps={{ 'aria-label': uiMessages.close }}
    >
      <FormHomeContext value={home}>
        {/* React hands events on to where the dialog was opened: a form there would be sent along with the one in here. */}
        <div
          ref={keepFocusInForm}
          id={panel}
          tabIndex={-1}
          className="dialog-content"
          onSubmit={(event) => event.stopPropagation()}
        >
          {props.children(leave)}
        </div>
      </FormHomeContext>
    </Modal>
  );
}

/**
 * A dialog may be gone at once, without having been closed, or its content before itself: then it is this that gives the focus back.
 * `content` is the id of what may hold the focus until then.
 */
function useFocusBack(opened: boolean, content: string): void {
  const before = useMemo(() => (opened ? document.activeElement : null), [opened]);
  useEffect(() => {
    if (!opened) return undefined;
    return () => {
      requestAnimationFrame(() => {
        const now = document.activeElement;
        if (now !== document.body && !document.getElementById(content)?.contains(now)) return;
        const panels = [...document.querySelectorAll<HTMLElement>('[data-panel]')];
        focusBack(before, panels.at(-1) ?? pageBelow());
      });
    };
  }, [opened, before, content]);
}
