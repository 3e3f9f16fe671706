import { Kbd, Modal, Table } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { frameMessages } from '#renderer/messages/frame.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { useCoversPanels } from '#renderer/ui/covered-panels.ts';

/** All shortcuts there are. */
export function ShortcutList(props: {
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactElement {
  useCoversPanels(props.opened);
  const onMac = useOs({ getValueInEffect: false }) === 'macos';
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={frameMessages.shortcuts}
      closeButtonProps={{ 'aria-label': uiMessages.close }}
    >
      <Table>
        <Table.Tbody>
          {frameMessages.shortcutList.map(({ keys, what }) => (
            <Table.Tr key={what}>
              <Table.Td w={110}>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key === 'mod' ? frameMessages.modifier(onMac) : key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
