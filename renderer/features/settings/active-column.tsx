import { IconCircleCheck, IconCircleOff } from '@tabler/icons-react';
import { settingsMessages as words } from '#renderer/messages/settings.ts';
import type { DataColumn } from '#renderer/ui/data-table.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';

/** Whether a row is still offered. */
export function activeColumn<Row extends { readonly active: boolean }>(): DataColumn<Row> {
  return {
    key: 'active',
    header: words.state,
    width: '110px',
    render: ({ active }) =>
      active ? (
        <StatusBadge tone="good" icon={IconCircleCheck} label={words.active} />
      ) : (
        <StatusBadge tone="neutral" icon={IconCircleOff} label={words.inactive} />
      ),
  };
}
