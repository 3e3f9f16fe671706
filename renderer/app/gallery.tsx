import { Button, Group, Stack, Title } from '@mantine/core';
import { IconBan, IconCircleCheck, IconLoader2, IconUsers } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { galleryMessages as words } from '#renderer/messages/gallery.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { ClockInput, DayInput } from '#renderer/ui/day-input.tsx';
import { MoneyInput } from '#renderer/ui/money-input.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { SERVICE_COLORS } from '#renderer/ui/service-palette.ts';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '#renderer/ui/states.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { RowKey } from '#renderer/ui/use-table-keys.ts';

const rows = Array.from({ length: 1000 }, (_, id) => ({ id }));

/** Every part of the kit in every state, for looking at in both themes. Reached by its address only. */
export function Gallery(): ReactElement {
  const [selected, setSelected] = useState<ReadonlySet<RowKey>>(new Set());
  const [day, setDay] = useState('2026-10-06');
  const [time, setTime] = useState('09:00');
  return (
    <Stack p={24} gap={24}>
      <Title order={1}>{words.title}</Title>
      <Group>
        <Button>{words.primary}</Button>
        <Button variant="default">{words.other}</Button>
        <Button color="red">{words.danger}</Button>
        <Button variant="default" onClick={() => toast(words.done, { undo: () => toast(words.undone) })}>
          {words.toast}
        </Button>
        <Button
          variant="default"
          onClick={() =>
            void confirm({
              title: words.ask,
              consequence: words.consequence,
              confirmLabel: words.danger,
              danger: true,
            })
          }
        >
          {words.confirm}
        </Button>
      </Group>
      <Group>
        <StatusBadge tone="good" icon={IconCircleCheck} label={words.good} />
        <StatusBadge tone="busy" icon={IconLoader2} label={words.busy} />
        <StatusBadge tone="neutral" icon={IconBan} label={words.neutral} />
        <StatusBadge tone="warning" icon={IconBan} label={words.warning} />
        <StatusBadge tone="bad" icon={IconBan} label={words.bad} />
        <MoneyText amountMinor={-123456} strong />
      </Group>
      <Group>
        {Array.from({ length: SERVICE_COLORS }, (_, index) => (
          <span key={index} className="event-inner gallery-color" style={colorOf(index)}>
            {words.color(index)}
          </span>
        ))}
      </Group>
      <Group align="flex-start">
        <DayInput label={words.day} value={day} onChange={setDay} />
        <ClockInput label={words.time} value={time} onChange={setTime} />
        <MoneyInput label={words.money} defaultValue="12.50" error={words.fieldError} />
      </Group>
      <div className="gallery-table">
        <DataTable
          label={words.table}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[{ key: 'id', header: words.number, width: '1fr', render: ({ id }) => id }]}
          selection={{ selected, onChange: setSelected, labelOf: ({ id }) => String(id) }}
        />
      </div>
      <EmptyState icon={IconUsers} title={words.empty} hint={words.consequence} />
      <LoadingState rows={3} />
      <ErrorState error={new Error(words.bad)} onRetry={() => undefined} />
      <NoPermissionState />
    </Stack>
  );
}

function colorOf(index: number) {
  return { background: `var(--service-${index}-fill)`, borderLeftColor: `var(--service-${index}-edge)` };
}
