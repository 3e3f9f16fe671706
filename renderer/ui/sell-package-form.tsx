import { Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { PackageOffer } from '#contract/desktop/catalog.ts';
import type { ClientView } from '#contract/desktop/client.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine, queries } from '#renderer/api/engine.ts';
import { clientMessages as words } from '#renderer/messages/clients.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { takeWords } from '#renderer/messages/payments.ts';
import { FormEnd } from './form-end.tsx';
import { moneyText } from './money-input.tsx';
import { EmptyState, ErrorState, LoadingState } from './states.tsx';
import { useStudio } from './studio-context.ts';
import { type Taken, TakenNote } from './take-payment/taken-note.tsx';
import { TenderList } from './take-payment/tender-list.tsx';
import { EMPTY_ROW, nextKey, type ReadRows, readRows, type TenderRow } from './take-payment/tender-rows.ts';
import { useEngineForm } from './use-engine-form.ts';
import { useFormat } from './use-format.ts';

interface SaleProps {
  readonly client: Pick<ClientView, 'id' | 'name'>;
  readonly onDone: (message: string) => void;
  readonly onCancel: () => void;
}

type Options = Awaited<ReturnType<typeof queries.payment.options.call>>;

/** A package and how it is paid, in any ways, in one step; what is not paid is owed on the balance. */
export function SellPackageForm(props: SaleProps): ReactElement {
  const offers = useCatalog().packages.filter(({ active }) => active);
  const options = useQuery({
    ...queries.payment.options.queryOptions({ input: { clientId: props.client.id } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const [sold, setSold] = useState<{ readonly message: string; readonly taken: Taken } | null>(null);
  // Change to give or a charge under way is told before the form goes.
  if (sold) return <TakenNote taken={sold.taken} onClose={() => props.onDone(sold.message)} />;
  if (options.error) return <ErrorState error={options.error} onRetry={() => void options.refetch()} />;
  if (!options.data) return <LoadingState rows={4} />;
  if (offers.length === 0) return <EmptyState title={words.noPackages} />;
  return (
    <SaleForm
      {...props}
      offers={offers}
      options={options.data}
      onSold={(message, taken) =>
        taken.changeMinor > 0 || taken.chargeId !== null ? setSold({ message, taken }) : props.onDone(message)
      }
    />
  );
}

function SaleForm(
  props: SaleProps & {
    readonly offers: readonly PackageOffer[];
    readonly options: Options;
    readonly onSold: (message: string, taken: Taken) => void;
  },
): ReactElement {
  const { client, offers, options } = props;
  const { currency, gateway } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const [isShown, setShown] = useState(false);
  const offerOf = (id: string): PackageOffer | undefined => offers.find((known) => String(known.id) === id);
  const row = (amountMinor: number): TenderRow => ({
    ...EMPTY_ROW,
    way: options.defaultMethod,
    amount: amountMinor > 0 ? moneyText(amountMinor, currency) : '',
  });
  const [rows, setRows] = useState<readonly TenderRow[]>(() => [row(offers[0]?.priceMinor ?? 0)]);
  const readFor = (offer: PackageOffer | undefined): ReadRows =>
    readRows(paying(rows), {
      currency,
      gateway,
      dueMinor: offer?.priceMinor ?? 0,
      creditMinor: options.creditMinor,
      takesMore: false,
      note: '',
      description: offer?.name ?? '',
      money: format.money,
    });
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { packageId: offers[0] ? String(offers[0].id) : '' },
    check: ({ packageId }) => {
      setShown(true);
      return readFor(offerOf(packageId)).tenders ? {} : { packageId: fieldMessages.markedAbove };
    },
    submit: ({ packageId }) => {
      const offer = offerOf(packageId);
      const { tenders } = readFor(offer);
      if (!offer || !tenders) throw new Error('nothing to sell');
      return engine.packages.sell({
        requestUid,
        clientId: client.id,
        packageId: offer.id,
        tenders: [...tenders],
      });
    },
    onDone: (sold, { packageId }) => {
      const { receiptId, changeMinor, chargeId } = sold;
      const { sumMinor, chargedMinor } = readFor(offerOf(packageId));
      const taken = { receiptId, changeMinor, chargeId, takenMinor: sumMinor - chargedMinor };
      props.onSold(words.packageSold(offerOf(packageId)?.name ?? ''), taken);
    },
  });
  const offer = offerOf(form.getValues().packageId);
  const read = readFor(offer);
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap={12}>
        <Select
          label={words.package}
          data={offers.map(({ id, name, credits, priceMinor }) => ({
            value: String(id),
            label: words.packageOption(name, credits, format.money(priceMinor)),
          }))}
          allowDeselect={false}
          autoFocus
          {...form.getInputProps('packageId')}
          onChange={(value) => {
            form.setFieldValue('packageId', value ?? '');
            setRows([row(offerOf(value ?? '')?.priceMinor ?? 0)]);
          }}
        />
        {offer && offer.priceMinor > 0 ? (
          <TenderList
            rows={rows}
            read={read}
            isShown={isShown}
            creditMinor={options.creditMinor}
            cardOnFile={options.cardOnFile}
            isTillOpen={options.tillOpenedAt !== null}
            onChange={(next) => {
              setRows(next);
              form.clearFieldError('packageId');
            }}
            onAdd={() => {
              const missing = Math.max(0, offer.priceMinor - read.sumMinor);
              setRows([...rows, { ...row(missing), key: nextKey(rows), way: 'card' }]);
            }}
          />
        ) : null}
        <Text role="status" mih={22}>
          {offer
            ? consequence(
                { name: client.name, holder: options.cardOnFile?.holder ?? client.name },
                offer,
                read,
                format.money,
              )
            : null}
        </Text>
        <FormEnd error={error} label={words.confirmPackage} isSending={isSending} onCancel={props.onCancel} />
      </Stack>
    </form>
  );
}

/** A single empty line is nothing paid now; it is no mistake. */
const paying = (rows: readonly TenderRow[]): readonly TenderRow[] =>
  rows.filter(({ amount }) => amount !== '' && !/^[0.,]*$/.test(amount));

function consequence(
  { name, holder }: { readonly name: string; readonly holder: string },
  { credits, priceMinor }: PackageOffer,
  { sumMinor, chargedMinor }: ReadRows,
  money: (amountMinor: number) => string,
): string {
  const sold = words.packageConsequence(
    name,
    credits,
    money(sumMinor - chargedMinor),
    sumMinor < priceMinor ? money(priceMinor - sumMinor) : '',
  );
  if (chargedMinor === 0) return sold;
  return `${sold} ${takeWords.charges(holder, money(chargedMinor))}`;
}
