import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { OpenDue } from '#contract/desktop/payment.ts';
import { dueKey } from '#domain/payment/due-part.ts';
import { engine, type queries } from '#renderer/api/engine.ts';
import { engineError } from '#renderer/api/engine-error.ts';
import { dueTitle, invoiceTitle, takeWords as words } from '#renderer/messages/payments.ts';
import { moneyText } from '../money-input.tsx';
import { useStudio } from '../studio-context.ts';
import { type StudioFormat, useFormat } from '../use-format.ts';
import { useUnsaved } from '../unsaved.ts';
import { OWED } from './due-list.tsx';
import type { PaymentFor } from './payment-for.ts';
import type { Taken } from './taken-note.tsx';
import { EMPTY_ROW, nextKey, readRows, type TenderRow } from './tender-rows.ts';

export interface TakingProps {
  readonly of: PaymentFor;
  /** What the amount begins with where more is wanted than is due: in minor units. */
  readonly wantedMinor: number;
  readonly options: Awaited<ReturnType<typeof queries.payment.options.call>>;
  readonly onTaken: (taken: Taken) => void;
  /** Nothing was taken, because another sum is due than was shown: what the engine said. */
  readonly onChanged: (error: unknown) => void;
}

/** What is ticked, typed and sent of one taking. What the window showed goes along: the engine refuses when another sum is due by now. */
export function useTaking(props: TakingProps) {
  const { of, options, onTaken, onChanged } = props;
  const { currency, gateway } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => firstTicked(props));
  const [note, setNote] = useState('');
  const [isShown, setShown] = useState(false);
  const chosen = options.dues.filter((due) => ticked.has(dueKey(due.ref)));
  const owedMinor = ticked.has(OWED) ? options.owedMinor : 0;
  const placesMinor = chosen.reduce((sum, due) => sum + due.dueMinor, 0);
  const takesMore = isForAllOf(of);
  const description = describeDues(chosen, format);
  const first = (amountMinor: number): TenderRow => ({
    ...EMPTY_ROW,
    way: options.defaultMethod,
    amount: amountMinor > 0 ? moneyText(amountMinor, currency) : '',
  });
  const [rows, setRows] = useState<readonly TenderRow[]>(() => [
    first(Math.max(placesMinor + owedMinor, props.wantedMinor)),
  ]);
  const [isTouched, setTouched] = useState(false);
  const [isLink, setLink] = useState(false);
  const read = readRows(rows, {
    currency,
    gateway,
    dueMinor: placesMinor,
    creditMinor: options.creditMinor,
    takesMore,
    note: note.trim(),
    description,
    money: format.money,
  });
  const sending = useMutation({
    mutationFn: (tenders: NonNullable<typeof read.tenders>) =>
      engine.payment.take({
        requestUid,
        clientId: of.clientId,
        dues: chosen.map(({ ref }) => ref),
        dueMinor: placesMinor,
        owedMinor: owedMinor > 0 ? owedMinor : null,
        tenders: [...tenders],
        takesMore,
      }),
    onSuccess: onTaken,
    onError: (error) => {
      if (isChange(error)) onChanged(error);
    },
  });
  useUnsaved(() => (isTouched || note !== '') && !sending.isSuccess);
  const tick = (key: string, isOn: boolean): void => {
    const next = new Set(ticked);
    if (isOn) next.add(key);
    else next.delete(key);
    setTicked(next);
    if (isTouched) return;
    const dues = options.dues.filter((due) => next.has(dueKey(due.ref)));
    const owed = next.has(OWED) ? options.owedMinor : 0;
    setRows([first(dues.reduce((sum, due) => sum + due.dueMinor, owed))]);
  };
  const missing = Math.max(0, placesMinor + owedMinor - read.sumMinor);
  return {
    rows,
    read,
    ticked,
    note,
    setNote,
    isShown,
    dueMinor: placesMinor + owedMinor,
    isSending: sending.isPending,
    // A change is shown by who asks for the new sums, also once this form has given way to one with them.
    error: isChange(sending.error) ? null : sending.error,
    tick,
    setRows: (next: readonly TenderRow[]) => {
      setTouched(true);
      setRows(next);
    },
    chosen,
    description,
    isLink,
    linkInstead: () => setLink(true),
    takeHere: () => setLink(false),
    add: () => {
      setTouched(true);
      setRows([...rows, { ...first(missing), key: nextKey(rows), way: 'card' }]);
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
    const ways = read.tenders.flatMap((tender) => {
      if (tender.kind === 'card_on_file') return [];
      const way = tender.kind === 'account_credit' ? tender.kind : tender.method;
      return [{ way, amount: format.money(tender.amountMinor) }];
    });
    const rest = read.sumMinor - placesMinor;
    return words.consequence(options.clientName, ways, {
      partOf: rest < 0 ? format.money(placesMinor) : null,
      ontoBalance: rest > 0 ? format.money(rest) : null,
      charged:
        read.chargedMinor > 0
          ? {
              amount: format.money(read.chargedMinor),
              holder: options.cardOnFile?.holder ?? options.clientName,
            }
          : null,
    });
  }
}

const isChange = (error: unknown): boolean =>
  error !== null && ['DUE_CHANGED', 'OWED_CHANGED', 'NOTHING_DUE'].includes(engineError(error).code);

/** What the client reads about a charge or on a page; at most 200 characters. */
function describeDues(dues: readonly OpenDue[], format: StudioFormat): string {
  const titles = dues.map((due) =>
    due.ref.kind === 'invoice' ? invoiceTitle(due.title) : dueTitle(due, format),
  );
  const all = titles.join(', ') || words.chargeFor;
  return all.length > 200 ? `${all.slice(0, 199)}…` : all;
}

/**
 * One place, class or invoice: all of it, and nothing of what the client owes besides. A client as a whole: what is owed already;
 * places to come are for the desk to tick.
 */
export function firstTicked({
  of,
  options,
}: {
  readonly of: PaymentFor;
  readonly options: { readonly dues: readonly Pick<OpenDue, 'ref'>[] };
}): ReadonlySet<string> {
  const isForAll = isForAllOf(of);
  const isFirst = ({ ref }: Pick<OpenDue, 'ref'>): boolean => !isForAll || ref.kind !== 'booking';
  return new Set([
    ...(isForAll ? [OWED] : []),
    ...options.dues.filter(isFirst).map(({ ref }) => dueKey(ref)),
  ]);
}

/** Of a client as a whole, not of one place, class or invoice. */
export const isForAllOf = ({ bookingId, enrolmentId, invoiceId }: PaymentFor): boolean =>
  bookingId === undefined && enrolmentId === undefined && invoiceId === undefined;
