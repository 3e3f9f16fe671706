import { Drawer } from '@mantine/core';
import { type ReactElement, type ReactNode, useContext, useEffect, useId, useMemo, useState } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';
import { FormHomeContext, mayDiscard } from './unsaved.ts';

/**
 * A panel over the right side of the place one is in. Escape, the cross or a click beside it closes it, after a question if
 * a form in it is half-typed; focus returns.
 */
export function SidePanel(props: {
  readonly title: ReactNode;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
}): ReactElement {
  useFocusBack();
  const panel = useId();
  const { over } = useContext(FormHomeContext);
  const home = useMemo(() => ({ over, panel }), [over, panel]);
  const close = async (): Promise<void> => {
    if (await mayDiscard((other) => other.panel === panel)) props.onClose();
  };
  return (
    <Drawer
      opened={props.opened}
      onClose={() => void close()}
      position="right"
      size={props.wide ? 640 : 520}
      title={props.title}
      overlayProps={{ backgroundOpacity: 0.16 }}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': uiMessages.close }}
      classNames={{ body: 'side-panel-body', header: 'side-panel-header', title: 'side-panel-title' }}
    >
      <FormHomeContext value={home}>
        <div className="side-panel-content">{props.children}</div>
      </FormHomeContext>
      {props.footer ? <div className="side-panel-footer">{props.footer}</div> : null}
    </Drawer>
  );
}

/**
 * A panel is gone as soon as the address no longer names it, so it gives the focus back itself: to where it was, or to the
 * place below when that is gone.
 */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        // Another panel has taken over: the focus is its business.
        if (document.querySelector('[role="dialog"], dialog[open]')) return;
        const place = document.querySelector<HTMLElement>('main');
        if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus();
        else place?.focus();
      });
    },
    [before],
  );
}
