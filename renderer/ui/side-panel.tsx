import { Drawer } from '@mantine/core';
import { type ReactElement, type ReactNode, useContext, useEffect, useId, useMemo } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';
import { usePanelsCovered } from './covered-panels.ts';
import { focusBack, pageBelow } from './focus-back.ts';
import { keepFocusInside } from './keep-focus-inside.ts';
import { FormHomeContext, mayDiscard } from './unsaved.ts';

/**
 * A panel over the right side of the place one is in. Escape, the cross or a click beside it closes it, after a question if
 * a form in it is half-typed; focus returns. While a dialog lies over it, Escape is the dialog's.
 */
export function SidePanel(props: {
  readonly title: ReactNode;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
}): ReactElement {
  const panel = useId();
  useFocusBack(panel, props.opened);
  const { over } = useContext(FormHomeContext);
  const isCovered = usePanelsCovered();
  const home = useMemo(() => ({ over, panel }), [over, panel]);
  const close = async (): Promise<void> => {
    if (await mayDiscard((other) => other.panel === panel)) props.onClose();
  };
  return (
    <Drawer
      opened={props.opened}
      onClose={() => void close()}
      closeOnEscape={!isCovered}
      position="right"
      size={props.wide ? 640 : 520}
      title={props.title}
      overlayProps={{ backgroundOpacity: 0.16 }}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': uiMessages.close }}
      classNames={{ body: 'side-panel-body', header: 'side-panel-header', title: 'side-panel-title' }}
    >
      <FormHomeContext value={home}>
        <div ref={keepFocusInside} className="side-panel-content" data-panel={panel} tabIndex={-1}>
          {props.children}
        </div>
      </FormHomeContext>
      {props.footer ? <div className="side-panel-footer">{props.footer}</div> : null}
    </Drawer>
  );
}

/**
 * A panel may be gone as soon as the address no longer names it, or fade out in its place. Either way it gives the focus back
 * itself: to where it was when the panel opened, or to the place below when that is gone.
 */
function useFocusBack(panel: string, opened: boolean): void {
  const before = useMemo(() => (opened ? document.activeElement : null), [opened]);
  useEffect(() => {
    if (!opened) return undefined;
    return () => {
      requestAnimationFrame(() => {
        // Another panel has taken over: the focus is its business.
        if (document.querySelector(`[role="dialog"]:not(:has([data-panel="${panel}"])), dialog[open]`))
          return;
        focusBack(before, pageBelow());
      });
    };
  }, [panel, opened, before]);
}
