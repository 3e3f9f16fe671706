import { NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import type { TillView } from '#contract/desktop/till.ts';
import { type CashCount, countedTotal, denominations } from '#domain/payment/count-cash.ts';
import { engine } from '#renderer/api/engine.ts';
import { tillWords as words } from '#renderer/messages/payments.ts';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { FormEnd } from '#renderer/ui/form-end.tsx';
import { MoneyInput, readMoney } from '#renderer/ui/money-input.tsx';
import { useStudio } from '#renderer/ui/studio-context.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useUnsaved } from '#renderer/ui/unsaved.ts';

/** Counts the till, by notes and coins or as one sum, against what should be there. */
export function CloseDialog(props: { readonly till: TillView; readonly onClose: () => void }): ReactElement {
  return (
    <FormDialog title={words.closeTitle} opened onClose={props.onClose} size="lg">
      {(leave) => <CloseForm {...props} leave={leave} />}
    </FormDialog>
  );
}

function CloseForm(props: {
  readonly till: TillView;
  readonly onClose: () => void;
  readonly leave: () => void;
}): ReactElement {
  const count = useCount(props.till);
  const { difference } = count;
  const format = useFormat();
  const navigate = useNavigate();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  // Known before the address changes, so that nobody is asked whether to drop what is done.
  const isDone = useRef(false);
  const closing = useMutation({
    mutationFn: (countedMinor: number) =>
      engine.till.close({
        requestUid,
        id: props.till.id,
        expectedMinor: props.till.expectedMinor,
        countedMinor,
        counts: count.byPieces ? { ...count.counts } : {},
        differenceReason: reason.trim(),
      }),
    onSuccess: ({ id }) => {
      isDone.current = true;
      toast(words.closed);
      props.onClose();
      void navigate({
        to: '/documents/$kind/$id',
        params: { kind: 'day_close', id: String(id) },
        search: {},
      });
    },
  });
  useUnsaved(() => count.isTouched && !isDone.current);
  const canSend = difference !== null && (difference === 0 || reason.trim() !== '');
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (canSend && count.countedMinor !== null && !closing.isPending) closing.mutate(count.countedMinor);
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Text className="figures">
          {words.lines.expected}: <strong>{format.money(props.till.expectedMinor)}</strong>
        </Text>
        <SegmentedControl
          aria-label={words.how}
          value={count.byPieces ? 'pieces' : 'sum'}
          onChange={(value) => count.setByPieces(value === 'pieces')}
          data={[
            { value: 'sum', label: words.bySum },
            { value: 'pieces', label: words.byPieces },
          ]}
        />
        {count.byPieces ? (
          <Pieces counts={count.counts} onChange={count.setCounts} />
        ) : (
          <MoneyInput
            label={words.counted}
            data-autofocus
            value={count.sum}
            onChange={(event) => count.setSum(event.currentTarget.value)}
            error={count.sumError}
          />
        )}
        <Text role="status" mih={22} className="figures">
          {count.byPieces && count.countedMinor ? words.countedSum(format.money(count.countedMinor)) : null}{' '}
          {difference === null ? null : <Difference amountMinor={difference} />}
        </Text>
        {difference !== null && difference !== 0 ? (
          <TextInput
            label={words.differenceReason}
            required
            withAsterisk={false}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        ) : null}
        <Text size="sm" c="dimmed">
          {words.closeConsequence}
        </Text>
        <FormEnd
          label={words.closeSubmit}
          isSending={closing.isPending}
          isDisabled={!canSend}
          error={closing.error}
          onCancel={props.leave}
          cancelLabel={words.keepOpen}
        />
      </Stack>
    </form>
  );
}

function useCount(till: TillView) {
  const { currency } = useStudio();
  const [byPieces, setByPieces] = useState(false);
  const [sum, setSum] = useState('');
  const [counts, setCounts] = useState<CashCount>({});
  const read = readMoney(sum, currency);
  const countedMinor = byPieces ? countedTotal(counts) : read.ok ? read.value : null;
  return {
    byPieces,
    setByPieces,
    sum,
    setSum,
    sumError: read.ok || sum === '' ? null : read.error,
    counts,
    setCounts,
    countedMinor,
    difference: countedMinor === null ? null : countedMinor - till.expectedMinor,
    isTouched: sum !== '' || Object.keys(counts).length > 0,
  };
}

function Pieces(props: {
  readonly counts: CashCount;
  readonly onChange: (counts: CashCount) => void;
}): ReactElement {
  const { counts, onChange } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const change = (value: number, pieces: number): void => {
    const { [String(value)]: _before, ...others } = counts;
    onChange(pieces > 0 ? { ...others, [String(value)]: pieces } : others);
  };
  return (
    <fieldset className="plain-fieldset">
      <legend>{words.pieces}</legend>
      <div className="till-pieces">
        {denominations(currency).map((value) => (
          <NumberInput
            key={value}
            label={format.money(value)}
            aria-label={words.piecesOf(format.money(value))}
            value={counts[String(value)] ?? ''}
            onChange={(pieces) => change(value, typeof pieces === 'number' ? pieces : 0)}
            min={0}
            max={100_000}
            allowDecimal={false}
            allowNegative={false}
            hideControls
          />
        ))}
      </div>
    </fieldset>
  );
}

function Difference({ amountMinor }: { readonly amountMinor: number }): ReactElement {
  const format = useFormat();
  if (amountMinor === 0) return <>{words.exact}</>;
  return (
    <>
      {amountMinor < 0 ? words.missing(format.money(-amountMinor)) : words.tooMuch(format.money(amountMinor))}
    </>
  );
}
