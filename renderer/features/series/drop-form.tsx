import { Checkbox, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { DropPreview, EnrolmentRow } from '#contract/desktop/enrolment.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { classWords } from '#renderer/messages/classes.ts';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { SecondPerson, useSecondPerson } from '#renderer/ui/second-person.tsx';
import { ErrorNote, LoadingState } from '#renderer/ui/states.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';

const words = classWords.dropping;
const MONEYS = ['back', 'account', 'kept'] as const;
const BYS = ['client', 'staff', 'studio'] as const;
type Money = (typeof MONEYS)[number];

interface DropProps {
  readonly row: EnrolmentRow;
  readonly name: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Takes somebody out of the class: the deadline says what is usual, and the sentence above the button what will happen. */
export function DropForm(props: DropProps): ReactElement {
  const usual = useQuery(
    queries.enrolment.previewDrop.queryOptions({ input: { id: props.row.id, money: 'back' } }),
  );
  if (usual.error) return <ErrorNote error={usual.error} />;
  if (!usual.data) return <LoadingState rows={3} />;
  return <Choose {...props} isInTime={usual.data.isInTime} until={usual.data.dropUntilAt} />;
}

function Choose(props: DropProps & { readonly isInTime: boolean; readonly until: number }): ReactElement {
  const { row, name, isInTime } = props;
  const format = useFormat();
  const [money, setMoney] = useState<Money>(isInTime ? 'back' : 'kept');
  const [by, setBy] = useState<(typeof BYS)[number]>('client');
  const [reason, setReason] = useState('');
  const [tell, setTell] = useState(false);
  const second = useSecondPerson();
  const preview = useQuery(queries.enrolment.previewDrop.queryOptions({ input: { id: row.id, money } }));
  const needsReason = (money === 'kept') === isInTime;
  const plan = preview.data;
  const dropping = useMutation({
    mutationFn: ({ planHash, secondPersonNeeded }: DropPreview) =>
      engine.enrolment.drop({
        id: row.id,
        version: row.version,
        by,
        money,
        reason,
        planHash,
        tell,
        ...(secondPersonNeeded && second.confirmed ? { secondPerson: second.confirmed } : {}),
      }),
    onSuccess: ({ undoId, promoted }) => {
      const message = promoted.length > 0 ? words.donePromoted(name, promoted.join(', ')) : words.done(name);
      toastUndoable(message, undoId);
      props.onDone();
    },
    // What was planned may have changed meanwhile: the sentence above the button says so before the next try.
    onError: () => void preview.refetch(),
  });
  const isConfirmed = !plan?.secondPersonNeeded || second.confirmed !== null;
  const hasReason = !needsReason || reason.trim() !== '';
  const canSend = plan !== undefined && !plan.overLimit && isConfirmed && hasReason;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (canSend && !dropping.isPending) dropping.mutate(plan);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={12}>
        <Text>{(isInTime ? words.inTime : words.late)(format.instant(props.until))}</Text>
        <Radio.Group label={words.by} value={by} onChange={(value) => setBy(oneOf(BYS, value))}>
          <Group gap={16} mt={4}>
            {BYS.map((value) => (
              <Radio key={value} value={value} label={words.bys[value]} />
            ))}
          </Group>
        </Radio.Group>
        <Radio.Group label={words.money} value={money} onChange={(value) => setMoney(oneOf(MONEYS, value))}>
          <Stack gap={8} mt={4}>
            {MONEYS.map((value) => (
              <Radio key={value} value={value} label={words.moneys[value]} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={words.reason}
          description={needsReason ? words.needsReason : undefined}
          required={needsReason}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Checkbox
          label={words.tell}
          checked={tell}
          onChange={(event) => setTell(event.currentTarget.checked)}
        />
        {preview.error ? <ErrorNote error={preview.error} /> : null}
        {plan ? (
          <Text role="status">{words.consequence(name, plan.places, partsOf(plan, format))}</Text>
        ) : (
          <LoadingState rows={1} />
        )}
        {plan?.overLimit ? <Text c="red">{words.limit}</Text> : null}
        {plan?.secondPersonNeeded ? <SecondPerson {...second.fields} /> : null}
        <FormEnd
          label={words.submit(plan?.places ?? 0)}
          isSending={dropping.isPending}
          isDisabled={!canSend}
          isDangerous
          error={dropping.error}
          onCancel={props.onCancel}
          startsAtCancel
        />
      </Stack>
    </form>
  );
}

function partsOf(plan: DropPreview, format: StudioFormat): string[] {
  const parts = plan.totals.map(({ action, amountMinor, credits }) =>
    action === 'return_credit'
      ? words.parts.return_credit(credits)
      : action === 'nothing'
        ? ''
        : words.parts[action](format.money(amountMinor)),
  );
  if (plan.chargeMinor > 0) parts.push(words.charged(format.money(plan.chargeMinor)));
  if (plan.creditsKept > 0) parts.push(words.creditsKept(plan.creditsKept));
  return parts.filter(Boolean);
}

function oneOf<Word extends string>(known: readonly [Word, ...Word[]], value: string): Word {
  return known.find((word) => word === value) ?? known[0];
}
