import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { TaskRow } from '#contract/desktop/task.ts';
import { DAY_MS } from '#domain/values/time.ts';
import {
  cardTaskWords,
  resolutionWords,
  type TaskAction,
  taskActionNames,
  tasks as words,
  taskWords,
} from '#renderer/messages/tasks.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { usePanels } from '#renderer/ui/panels.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { ResolveDialog } from './resolve-dialog.tsx';

/** The oldest first; each row says what happened and offers only what works for it now. */
export function TaskTable(props: {
  readonly label: string;
  readonly rows: readonly TaskRow[];
  readonly onMore?: () => void;
}): ReactElement {
  const [chosen, setChosen] = useState<{ readonly task: TaskRow; readonly action: TaskAction } | null>(null);
  return (
    <div className="panel-card tasks-table">
      <Table verticalSpacing={8} horizontalSpacing={12} aria-label={props.label} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={90}>{words.columns.age}</Table.Th>
            <Table.Th>{words.columns.client}</Table.Th>
            <Table.Th>{words.columns.what}</Table.Th>
            <Table.Th ta="right">{words.columns.amount}</Table.Th>
            <Table.Th>{words.columns.actions}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.rows.map((task) => (
            <TaskLine key={task.id} task={task} onChoose={(action) => setChosen({ task, action })} />
          ))}
        </Table.Tbody>
      </Table>
      {props.onMore ? (
        <Button variant="default" size="xs" m={12} onClick={props.onMore}>
          {words.older}
        </Button>
      ) : null}
      <ResolveDialog chosen={chosen} onClose={() => setChosen(null)} />
    </div>
  );
}

function TaskLine(props: {
  readonly task: TaskRow;
  readonly onChoose: (action: TaskAction) => void;
}): ReactElement {
  const { task } = props;
  const format = useFormat();
  const [now] = useState(() => Date.now());
  return (
    <Table.Tr>
      <Table.Td className="figures" title={format.instant(task.createdAt)}>
        {words.ageDays(format, Math.floor((now - task.createdAt) / DAY_MS))}
      </Table.Td>
      <Table.Td>
        <Client task={task} />
        <Text size="sm" c="dimmed" className="nowrap">
          {task.phone === '' ? words.noPhone : task.phone}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{cardTaskWords(task, format) ?? taskWords(task)}</Text>
        <Text size="sm" c="dimmed">
          {words.forSession(task.title, task.date === '' ? '' : format.day(task.date))}
          {task.jobId === null ? null : (
            <>
              {' · '}
              <Link to="/cancellations/jobs/$jobId" params={{ jobId: String(task.jobId) }} search={{}}>
                {words.job(task.jobId)}
              </Link>
            </>
          )}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        {task.amountMinor > 0 ? <MoneyText amountMinor={task.amountMinor} /> : null}
      </Table.Td>
      <Table.Td>
        {task.state === 'done' ? (
          <Text size="sm">
            {words.resolvedBy(
              format,
              resolutionWords(task.resolution ?? ''),
              task.resolvedBy ?? '',
              task.resolvedAt ?? task.createdAt,
            )}
          </Text>
        ) : (
          <Group gap={6} role="group" aria-label={words.actionsFor(task.client)}>
            {task.actions.map((action) => (
              <Button key={action} size="compact-sm" variant="default" onClick={() => props.onChoose(action)}>
                {taskActionNames[action]}
              </Button>
            ))}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Client(props: { readonly task: TaskRow }): ReactElement {
  const { openClient } = usePanels();
  const { clientId, client } = props.task;
  if (clientId === null) return <Text fw={500}>{client || words.unknownClient}</Text>;
  return (
    <Anchor component="button" type="button" fw={500} ta="left" onClick={() => openClient(clientId)}>
      {client}
    </Anchor>
  );
}
