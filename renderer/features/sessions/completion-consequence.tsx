import { Alert, Button, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { engine } from '#renderer/api/engine.ts';
import { completionWords as words } from '#renderer/messages/completion.ts';
import { type StudioFormat, useFormat } from '#renderer/ui/use-format.ts';

type Preview = Awaited<ReturnType<typeof engine.completion.preview>>;

/** Who pays what and what is earned, in one sentence; or why it cannot be saved like this, and the way on. */
export function CompletionConsequence(props: {
  readonly preview: Preview;
  readonly practitioner: string;
  readonly onCancelSession: () => void;
}): ReactElement {
  const { preview } = props;
  const format = useFormat();
  const { refusal } = preview;
  if (refusal === null)
    return <Text>{words.sentence(consequenceParts(preview, props.practitioner, format))}</Text>;
  return (
    <Alert color="yellow" py={8} role="alert">
      <Stack gap={8} align="flex-start">
        {refusalSentence(refusal, format)}
        {refusal.code === 'CANCELLATION_NEEDED' ? (
          <Button size="xs" variant="default" onClick={props.onCancelSession}>
            {words.toCancel}
          </Button>
        ) : null}
      </Stack>
    </Alert>
  );
}

/** So many are named one by one; more are summed up. */
const MOST_NAMED = 4;

function consequenceParts(preview: Preview, practitioner: string, format: StudioFormat): string[] {
  const { bookings, chargeMinor, creditsUsed, creditsReturned, wageMinor, leftMinor } = preview;
  const paying = bookings.filter(({ effect }) => effect === 'charged').length;
  const summed = [
    ...(paying > 0 ? [words.allPay(paying, format.money(chargeMinor))] : []),
    ...(creditsUsed > 0 ? [words.creditsUsed(creditsUsed)] : []),
    ...(creditsReturned > 0 ? [words.creditsBack(creditsReturned)] : []),
  ];
  const who =
    bookings.length <= MOST_NAMED
      ? bookings.map((row) => bookingPart(row, format))
      : summed.length > 0
        ? summed
        : [words.nothingCharged];
  return [
    ...(who.length > 0 ? who : [words.nobody]),
    ...(leftMinor > 0 ? [words.left(format.money(leftMinor))] : []),
    ...(wageMinor !== null && practitioner ? [words.earns(practitioner, format.money(wageMinor))] : []),
  ];
}

function bookingPart(row: Preview['bookings'][number], format: StudioFormat): string {
  switch (row.effect) {
    case 'charged':
      return words.pays(row.name, format.money(row.chargeMinor));
    case 'credit_used':
      return words.creditUsed(row.name);
    case 'credit_returned':
      return words.creditBack(row.name);
    case 'nothing':
      return words.paysNothing(row.name);
  }
}

function refusalSentence(refusal: NonNullable<Preview['refusal']>, format: StudioFormat): string {
  switch (refusal.code) {
    case 'NOT_STARTED':
      return words.notStarted(format.instant(refusal.startsAt));
    case 'CANCELLATION_NEEDED':
      return words.cancellationNeeded(refusal.bookings, format.money(refusal.paidMinor));
    case 'SESSION_NOT_OPEN':
    case 'BOOKING_NOT_CANCELED':
      return words.refusals[refusal.code];
  }
}
