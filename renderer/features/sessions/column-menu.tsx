import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { SESSION_COLUMNS, type SessionColumn } from '#domain/session/view.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { listWords as words } from '#renderer/messages/lists.ts';
import { toastError } from '#renderer/ui/toast.tsx';

const input = { screen: 'sessions' } as const;
const USUAL: readonly SessionColumn[] = SESSION_COLUMNS.slice(0, 7);

/** The columns that this person has chosen, wherever they sign in; the usual ones until then. */
export function useChosenColumns(): readonly SessionColumn[] {
  return useQuery(queries.view.list.queryOptions({ input })).data?.columns ?? USUAL;
}

/** Which columns the list shows; at least one stays. */
export function ColumnMenu(): ReactElement {
  const client = useQueryClient();
  const chosen = useChosenColumns();
  const toggle = (column: SessionColumn): void => {
    const columns = SESSION_COLUMNS.filter((each) =>
      each === column ? !chosen.includes(each) : chosen.includes(each),
    );
    if (columns.length === 0) return;
    engine.view
      .setColumns({ ...input, columns })
      .then(() => client.invalidateQueries({ queryKey: queries.view.key() }))
      .catch(toastError);
  };
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns size={16} aria-hidden />}>
          {words.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8}>
          {SESSION_COLUMNS.map((column) => (
            <Checkbox
              key={column}
              label={words.column[column]}
              checked={chosen.includes(column)}
              onChange={() => toggle(column)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
