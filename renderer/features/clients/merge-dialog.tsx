import { Alert, Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { ClientRow, ClientView, MergePreview } from '#contract/desktop/client.ts';
import type { ClientId } from '#domain/values/ids.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { mergeWords as words } from '#renderer/messages/lists.ts';
import { uiMessages } from '#renderer/messages/ui.ts';
import { ClientSelect } from '#renderer/ui/client-select.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { ErrorNote } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Two records of one person become one: which stays, what moves, what stands against it, then the button. */
export function MergeDialog(props: {
  readonly client: ClientView;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The record that stayed. */
  readonly onDone: (id: ClientId) => void;
}): ReactElement {
  const { client } = props;
  return (
    <FormDialog title={words.title(client.name)} opened={props.opened} onClose={props.onClose} size="lg">
      {(leave) => <MergeForm client={client} onDone={props.onDone} onCancel={leave} />}
    </FormDialog>
  );
}

function MergeForm(props: {
  readonly client: ClientView;
  readonly onDone: (id: ClientId) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { client } = props;
  const [other, setOther] = useState<ClientRow | null>(null);
  const [stays, setStays] = useState<'this' | 'other'>('this');
  const [keeps, setKeeps] = useState(false);
  const [switchesOf, setSwitchesOf] = useState<SwitchesOf>('into');
  const pair =
    other && (stays === 'this' ? { from: other.id, into: client.id } : { from: client.id, into: other.id });
  const preview = useQuery({
    ...queries.client.mergePreview.queryOptions({ input: pair ?? { from: client.id, into: client.id } }),
    enabled: pair !== null,
  });
  const merging = useMutation({
    mutationFn: ({ from, into }: MergePreview) =>
      engine.client.merge({
        from: from.id,
        fromVersion: from.version,
        into: into.id,
        intoVersion: into.version,
        keepAsParticipant: keeps,
        switchesOf,
      }),
    onSuccess: ({ undoId }, { from, into }) => {
      toastUndoable(words.done(from.name, into.name), undoId);
      props.onDone(into.id);
    },
  });
  const plan = pair ? preview.data : undefined;
  const canMerge = plan !== undefined && !plan.isBusy && (plan.conflicts.length === 0 || keeps);
  return (
    <Stack gap={12}>
      <ClientSelect
        label={words.other}
        hint={words.hint}
        nothing={words.nothing}
        chosen={other}
        onChange={setOther}
      />
      {other ? (
        <Radio.Group
          label={words.stays}
          value={stays}
          onChange={(value) => {
            setStays(value === 'other' ? 'other' : 'this');
            setSwitchesOf('into');
          }}
        >
          <Group gap={16} pt={8}>
            <Radio size="xs" value="this" label={client.name} />
            <Radio size="xs" value="other" label={other.name} />
          </Group>
        </Radio.Group>
      ) : null}
      {pair && preview.error ? <ErrorNote error={preview.error} /> : null}
      {plan ? (
        <Plan plan={plan} keeps={keeps} onKeeps={setKeeps}>
          <Switches plan={plan} value={switchesOf} onChange={setSwitchesOf} />
        </Plan>
      ) : null}
      {merging.error ? <ErrorNote error={merging.error} /> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={props.onCancel}>
          {uiMessages.cancel}
        </Button>
        <Button
          disabled={!canMerge}
          loading={merging.isPending}
          onClick={() => (plan ? merging.mutate(plan) : undefined)}
        >
          {words.merge}
        </Button>
      </Group>
    </Stack>
  );
}

const MOVES = [
  'bookings',
  'payments',
  'lots',
  'credits',
  'participants',
  'messages',
  'waitlist',
  'enrolments',
  'offers',
  'tasks',
] as const;

function Plan(props: {
  readonly plan: MergePreview;
  readonly keeps: boolean;
  readonly onKeeps: (keeps: boolean) => void;
  /** What else is to be chosen, before the consequence. */
  readonly children: ReactNode;
}): ReactElement {
  const { from, into, moves, conflicts, isBusy } = props.plan;
  const format = useFormat();
  const parts = [
    ...MOVES.filter((what) => moves[what] !== 0).map((what) => `${moves[what]} ${words.move[what]}`),
    ...(moves.balanceMinor === 0 ? [] : [`${words.balance} ${format.money(moves.balanceMinor)}`]),
  ];
  return (
    <Stack gap={8}>
      <Text size="sm" className="figures">
        {words.moves(from.name, into.name)} {parts.length > 0 ? `${parts.join(', ')}.` : words.nothingMoves}
      </Text>
      {isBusy ? <Alert color="gray">{words.busy}</Alert> : null}
      {conflicts.length > 0 ? (
        <Alert color="gray" title={words.conflicts}>
          <ul className="plain-list">
            {conflicts.map(({ kind, sessionId, title, date, time }) => (
              <li key={`${kind}${sessionId ?? ''}${date}${time}`}>
                {title}, {format.day(date)}, {format.time(time)}
              </li>
            ))}
          </ul>
          <Checkbox
            mt={8}
            label={words.keep(from.name)}
            checked={props.keeps}
            onChange={(event) => props.onKeeps(event.currentTarget.checked)}
          />
        </Alert>
      ) : null}
      {props.children}
      <Text size="sm">{words.consequence(from.name, into.name)}</Text>
    </Stack>
  );
}

type SwitchesOf = 'from' | 'into';

/** Where automatic invoicing treats the two differently: how it goes on. */
function Switches(props: {
  readonly plan: MergePreview;
  readonly value: SwitchesOf;
  readonly onChange: (value: SwitchesOf) => void;
}): ReactElement | null {
  const { switches, from, into } = props.plan;
  const isSame = (['invoices', 'charges'] as const).every((key) => switches.from[key] === switches.into[key]);
  if (isSame) return null;
  return (
    <Radio.Group
      label={words.switches}
      value={props.value}
      onChange={(value) => props.onChange(value === 'from' ? 'from' : 'into')}
    >
      <Stack gap={8} pt={8}>
        <Radio size="xs" value="into" label={words.switchesOf(into.name, switches.into)} />
        <Radio size="xs" value="from" label={words.switchesOf(from.name, switches.from)} />
      </Stack>
    </Radio.Group>
  );
}
