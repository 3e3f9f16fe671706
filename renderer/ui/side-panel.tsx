import { Drawer } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { uiMessages } from '#renderer/messages/ui.ts';

/** A panel over the right side of the place one is in. Escape, the cross or a click beside it closes it; focus returns. */
export function SidePanel(props: {
  readonly title: ReactNode;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
}): ReactElement {
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      position="right"
      size={props.wide ? 640 : 520}
      title={props.title}
      overlayProps={{ backgroundOpacity: 0.16 }}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': uiMessages.close }}
      classNames={{ body: 'side-panel-body', header: 'side-panel-header', title: 'side-panel-title' }}
    >
      <div className="side-panel-content">{props.children}</div>
      {props.footer ? <div className="side-panel-footer">{props.footer}</div> : null}
    </Drawer>
  );
}
