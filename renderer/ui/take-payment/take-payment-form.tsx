import { Alert, Anchor, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import type { OpenDue } from '#contract/desktop/payment.ts';
import { engine, type queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { takeWords as words } from '#renderer/messages/payments.ts';
import { FormEnd } from '../form-end.tsx';
import { moneyText } from '../money-input.tsx';
import { useStudio } from '../studio-context.ts';
import { useFormat } from '../use-format.ts';
import { useUnsaved } from '../unsaved.ts';
import { keyOf } from './due-key.ts';
import { DueList, OWED } from './due-list.tsx';
import type { PaymentFor } from './payment-for.ts';
import type { Taken } from './taken-note.tsx';
import { TenderLine } from './tender-line.tsx';
import { readRows, type TenderRow } from './tender-rows.ts';

type Options = Awaited<ReturnType<typeof queries.payment.options.call>>;

/** The rows of money, over what is due. Everything can be reached and filled in by keyboard alone. */
export function TakePaymentForm(props: {
  readonly of: PaymentFor;
  readonly options: Options;
  readonly onAgain: () => void;
  readonly leave: () => void;
  readonly onTaken: (taken: Taken) => void;
}): ReactElement {
  const { of, options, leave } = props;
  const taking = useTaking(props);
  const { rows, read, ticked, dueMinor, isShown } = taking;
  const format = useFormat();
  const isForAll = isForAllOf(of);
  return (
    <form onSubmit={taking.onSubmit} noValidate>
      <Stack gap={12}>
        <Text size="sm" c="dimmed">
          {words.from(options.clientName)}
        </Text>
        <DueList
          dues={options.dues}
          owedMinor={isForAll ? options.owedMinor : 0}
          ticked={ticked}
          onTick={taking.tick}
          dueMinor={dueMinor}
        />
        {rows.map((row, index) => (
          <TenderLine
            key={row.key}
            row={row}
            isFirst={index === 0}
            isOnly={rows.length === 1}
            mayUseCredit={options.creditMinor > 0 && options.dues.length > 0}
            errors={isShown ? (read.errors.get(row.key) ?? {}) : {}}
            onChange={(part) => taking.change(row.key, part)}
            onRemove={() => taking.remove(row.key)}
          />
        ))}
        <Group justify="space-between">
          {rows.length < 10 ? (
            <Anchor component="button" type="button" size="sm" onClick={taking.add}>
              {words.addWay}
            </Anchor>
          ) : null}
          {read.changeMinor > 0 ? (
            <Text fw={600} className="figures" role="status">
              {words.change(format.money(read.changeMinor))}
            </Text>
          ) : null}
        </Group>
        {options.creditMinor > 0 && options.dues.length > 0 ? (
          <Text size="sm" c="dimmed">
            {words.credit(format.money(options.creditMinor))}
          </Text>
        ) : null}
        <TextInput
          label={words.note}
          maxLength={300}
          value={taking.note}
          onChange={(event) => taking.setNote(event.currentTarget.value)}
        />
        {options.tillOpenedAt === null && rows.some(({ way }) => way === 'cash') ? (
          <Alert color="gray" variant="light" p={10}>
            {words.noTill}
          </Alert>
        ) : null}
        <Text role="status" mih={22}>
          {taking.consequence}
        </Text>
        <FormEnd
          label={read.sumMinor > 0 ? words.submitAmount(format.money(read.sumMinor)) : words.submit}
          isSending={taking.isSending}
          error={taking.error}
          onCancel={leave}
        />
      </Stack>
    </form>
  );
}

function useTaking(props: Parameters<typeof TakePaymentForm>[0]) {
  const { of, options, onTaken, onAgain } = props;
  const { currency, gateway } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => firstTicked(props));
  const [note, setNote] = useState('');
  const [isShown, setShown] = useState(false);
  const chosen = options.dues.filter((due) => ticked.has(keyOf(due.ref)));
  const owedMinor = ticked.has(OWED) ? options.owedMinor : 0;
  const placesMinor = chosen.reduce((sum, due) => sum + due.dueMinor, 0);
  const takesMore = isForAllOf(of);
  const first = (amountMinor: number): TenderRow => ({
    ...EMPTY,
    way: options.defaultMethod,
    amount: amountMinor > 0 ? moneyText(amountMinor, currency) : '',
  });
  const [rows, setRows] = useState<readonly TenderRow[]>(() => [first(placesMinor + owedMinor)]);
  const [isTouched, setTouched] = useState(false);
  const read = readRows(rows, {
    currency,
    gateway,
    dueMinor: placesMinor,
    creditMinor: options.creditMinor,
    takesMore,
    note: note.trim(),
    money: format.money,
  });
  const sending = useMutation({
    mutationFn: (tenders: NonNullable<typeof read.tenders>) =>
      engine.payment.take({
        requestUid,
        clientId: of.clientId,
        dues: chosen.map(({ ref }) => ref),
        dueMinor: placesMinor,
        tenders: [...tenders],
        takesMore,
      }),
    onSuccess: onTaken,
    onError: (error) => {
      if (['DUE_CHANGED', 'NOTHING_DUE'].includes(engineError(error).code)) onAgain();
    },
  });
  useUnsaved(() => (isTouched || note !== '') && !sending.isSuccess);
  const tick = (key: string, isOn: boolean): void => {
    const next = new Set(ticked);
    if (isOn) next.add(key);
    else next.delete(key);
    setTicked(next);
    if (isTouched) return;
    const dues = options.dues.filter((due) => next.has(keyOf(due.ref)));
    const owed = next.has(OWED) ? options.owedMinor : 0;
    setRows([first(dues.reduce((sum, due) => sum + due.dueMinor, owed))]);
  };
  const missing = Math.max(0, placesMinor + owedMinor - read.sumMinor);
  const key = Math.max(...rows.map((row) => row.key)) + 1;
  return {
    rows,
    read,
    ticked,
    note,
    setNote,
    isShown,
    dueMinor: placesMinor + owedMinor,
    isSending: sending.isPending,
    error: sending.error,
    tick,
    change: (rowKey: number, part: Partial<TenderRow>) => {
      setTouched(true);
      setRows(rows.map((row) => (row.key === rowKey ? { ...row, ...part } : row)));
    },
    remove: (rowKey: number) => setRows(rows.filter((row) => row.key !== rowKey)),
    add: () => {
      setTouched(true);
      setRows([...rows, { ...first(missing), key, way: 'card' }]);
    },
    consequence: consequenceOf(),
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      setShown(true);
      if (read.tenders && !sending.isPending) sending.mutate(read.tenders);
    },
  };

  function consequenceOf(): string {
    if (!read.tenders || read.sumMinor === 0) return '';
    const ways = read.tenders.map((tender) => ({
      way: tender.kind === 'account_credit' ? ('account_credit' as const) : tender.method,
      amount: format.money(tender.amountMinor),
    }));
    const rest = read.sumMinor - placesMinor;
    return words.consequence(options.clientName, ways, {
      partOf: rest < 0 ? format.money(placesMinor) : null,
      ontoBalance: rest > 0 ? format.money(rest) : null,
    });
  }
}

const EMPTY: TenderRow = { key: 0, way: 'cash', amount: '', given: '', cardReference: '' };

/** One place or a class: all of it. A client as a whole: what is owed already; places to come are for the desk to tick. */
function firstTicked({ of, options }: Parameters<typeof TakePaymentForm>[0]): ReadonlySet<string> {
  const isForAll = isForAllOf(of);
  const isFirst = ({ ref }: OpenDue): boolean => !isForAll || ref.kind !== 'booking';
  return new Set([OWED, ...options.dues.filter(isFirst).map(({ ref }) => keyOf(ref))]);
}

/** Of a client as a whole, not of one place, class or invoice. */
const isForAllOf = ({ bookingId, enrolmentId, invoiceId }: PaymentFor): boolean =>
  bookingId === undefined && enrolmentId === undefined && invoiceId === undefined;
