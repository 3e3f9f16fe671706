import { Select, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { PackageOffer } from '#contract/desktop/catalog.ts';
import type { ClientView } from '#contract/desktop/client.ts';
import type { Tender } from '#contract/desktop/payment.ts';
import { useCatalog } from '#renderer/api/catalog.ts';
import { engine } from '#renderer/api/engine.ts';
import { clientMessages as words } from '#renderer/messages/clients.ts';
import { fieldMessages } from '#renderer/messages/fields.ts';
import { FormEnd } from './form-end.tsx';
import { FundingEditor, openRow } from './funding-editor.tsx';
import { coverOf, type FundingRow, type FundingWay, toFundings } from './funding-rows.ts';
import { moneyText } from './money-input.tsx';
import { EmptyState } from './states.tsx';
import { useStudio } from './studio-context.ts';
import { useEngineForm } from './use-engine-form.ts';
import { type StudioFormat, useFormat } from './use-format.ts';

/** A package and how it is paid, in one step; what is left on account is owed on the balance. */
export function SellPackageForm(props: {
  readonly client: Pick<ClientView, 'id' | 'name'>;
  readonly onDone: (message: string) => void;
  readonly onCancel: () => void;
}): ReactElement {
  const { client } = props;
  const { currency } = useStudio();
  const format = useFormat();
  const [requestUid] = useState(() => crypto.randomUUID());
  const offers = useCatalog().packages.filter(({ active }) => active);
  const offerOf = (id: string): PackageOffer | undefined => offers.find((known) => String(known.id) === id);
  const [rows, setRows] = useState<readonly FundingRow[]>(() => rowsFor(offers[0], currency));
  const { form, onSubmit, isSending, error } = useEngineForm({
    initialValues: { packageId: offers[0] ? String(offers[0].id) : '' },
    check: ({ packageId }) => {
      const known = offerOf(packageId);
      return known && isCovered(rows, known.priceMinor, currency)
        ? {}
        : { packageId: fieldMessages.markedAbove };
    },
    submit: ({ packageId }) => {
      const offer = offerOf(packageId);
      const tenders = tendersOf(rows, currency);
      if (!offer || !tenders) throw new Error('nothing to sell');
      return engine.packages.sell({
        requestUid,
        clientId: client.id,
        packageId: offer.id,
        tenders: [...tenders],
      });
    },
    onDone: (_, { packageId }) => props.onDone(words.packageSold(offerOf(packageId)?.name ?? '')),
  });
  const offer = offerOf(form.getValues().packageId);
  if (offers.length === 0) return <EmptyState title={words.noPackages} />;
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
          data-autofocus
          {...form.getInputProps('packageId')}
          onChange={(value) => {
            form.setFieldValue('packageId', value ?? '');
            setRows(rowsFor(offerOf(value ?? ''), currency));
          }}
        />
        {offer && offer.priceMinor > 0 ? (
          <FundingEditor
            rows={rows}
            options={{ priceMinor: offer.priceMinor, lots: [], freePayments: [] }}
            priceMinor={offer.priceMinor}
            ways={WAYS}
            onChange={(next) => {
              setRows(next);
              form.clearFieldError('packageId');
            }}
          />
        ) : null}
        <Text role="status" mih={22}>
          {offer ? consequence(client.name, offer, rows, { currency, format }) : null}
        </Text>
        <FormEnd error={error} label={words.confirmPackage} isSending={isSending} onCancel={props.onCancel} />
      </Stack>
    </form>
  );
}

const WAYS: readonly FundingWay[] = ['card', 'cash', 'check', 'transfer', 'other', 'account'];

const rowsFor = (offer: PackageOffer | undefined, currency: string): readonly FundingRow[] => [
  { ...openRow(0, 'card'), amount: moneyText(offer?.priceMinor ?? 0, currency) },
];

const isCovered = (rows: readonly FundingRow[], priceMinor: number, currency: string): boolean =>
  priceMinor === 0 || coverOf(rows, priceMinor, currency).kind === 'exact';

/** The rows that bring money; what is on account is simply owed. */
function tendersOf(rows: readonly FundingRow[], currency: string): readonly Tender[] | null {
  const fundings = toFundings(
    rows.filter(({ amount }) => amount !== '' && !/^[0.,]*$/.test(amount)),
    currency,
  );
  return (
    fundings?.flatMap((funding): Tender[] =>
      funding.kind === 'new_payment' ? [{ ...funding, kind: 'payment', note: '' }] : [],
    ) ?? null
  );
}

function consequence(
  name: string,
  { credits, priceMinor }: PackageOffer,
  rows: readonly FundingRow[],
  { currency, format }: { readonly currency: string; readonly format: StudioFormat },
): string {
  const tenders = tendersOf(rows, currency) ?? [];
  const paid = tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return words.packageConsequence(
    name,
    credits,
    format.money(paid),
    paid < priceMinor ? format.money(priceMinor - paid) : '',
  );
}
