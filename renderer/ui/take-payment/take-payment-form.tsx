import { Anchor, Stack, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { CardLinkId } from '#domain/values/ids.ts';
import { takeWords as words } from '#renderer/messages/payments.ts';
import { FormEnd } from '../form-end.tsx';
import { ErrorNote } from '../states.tsx';
import { useFormat } from '../use-format.ts';
import { DueList } from './due-list.tsx';
import { LinkInstead } from './link-instead.tsx';
import { TenderList } from './tender-list.tsx';
import type { ReadRows } from './tender-rows.ts';
import { isForAllOf, type TakingProps, useTaking } from './use-taking.ts';

/** The rows of money, over what is due. Everything can be reached and filled in by keyboard alone. */
export function TakePaymentForm(
  props: TakingProps & {
    /** Why the form begins anew: another sum is due than was shown before. */
    readonly changed: unknown;
    readonly leave: () => void;
    /** A page was asked for instead. */
    readonly onLink: (id: CardLinkId) => void;
  },
): ReactElement {
  const { of, options, leave } = props;
  const taking = useTaking(props);
  const { rows, read, ticked, dueMinor, isShown } = taking;
  const format = useFormat();
  const dues = (
    <>
      <ErrorNote error={props.changed} />
      <Text size="sm" c="dimmed">
        {words.from(options.clientName)}
      </Text>
      <DueList
        dues={options.dues}
        owedMinor={isForAllOf(of) ? options.owedMinor : 0}
        ticked={ticked}
        onTick={taking.tick}
        dueMinor={dueMinor}
      />
    </>
  );
  if (taking.isLink)
    return (
      <Stack gap={12}>
        {dues}
        <LinkInstead
          key={dueMinor}
          client={{ id: of.clientId, name: options.clientName, email: options.email }}
          dues={taking.chosen}
          amountMinor={dueMinor}
          title={taking.description}
          leave={leave}
          onBack={taking.takeHere}
          onMade={props.onLink}
        />
      </Stack>
    );
  return (
    <form onSubmit={taking.onSubmit} noValidate>
      <Stack gap={12}>
        {dues}
        <TenderList
          rows={rows}
          read={read}
          isShown={isShown}
          creditMinor={options.dues.length > 0 ? options.creditMinor : 0}
          cardOnFile={options.cardOnFile}
          isTillOpen={options.tillOpenedAt !== null}
          startsHere
          onChange={taking.setRows}
          onAdd={taking.add}
        />
        <TextInput
          label={words.note}
          maxLength={300}
          value={taking.note}
          onChange={(event) => taking.setNote(event.currentTarget.value)}
        />
        {options.mayLink ? (
          <Anchor component="button" type="button" size="sm" ta="left" onClick={taking.linkInstead}>
            {words.link}
          </Anchor>
        ) : null}
        <Text role="status" mih={22}>
          {taking.consequence}
        </Text>
        <FormEnd
          label={submitLabel(read, format.money)}
          isSending={taking.isSending}
          error={taking.error}
          onCancel={leave}
        />
      </Stack>
    </form>
  );
}

/** What the button does, in money. */
function submitLabel({ sumMinor, chargedMinor }: ReadRows, money: (amountMinor: number) => string): string {
  if (sumMinor === 0) return words.submit;
  if (chargedMinor === 0) return words.submitAmount(money(sumMinor));
  if (chargedMinor === sumMinor) return words.submitCharge(money(chargedMinor));
  return words.submitBoth(money(sumMinor - chargedMinor), money(chargedMinor));
}
