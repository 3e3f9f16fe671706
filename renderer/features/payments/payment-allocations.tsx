import { ActionIcon, Button, Stack, Text, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { PaymentView } from '#contract/desktop/payment.ts';
import { queries } from '#renderer/api/engine.ts';
import { dueTitle, invoiceTitle, paymentWords as words } from '#renderer/messages/payments.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { Records } from '#renderer/ui/records.tsx';
import { toastError } from '#renderer/ui/toast.tsx';
import { toastUndoable } from '#renderer/ui/undo-toast.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** What the payment pays for; what is unused of it may pay for something that the client owes. */
export function PaymentAllocations({ payment }: { readonly payment: PaymentView }): ReactElement {
  const format = useFormat();
  const release = useMutation(
    queries.payment.release.mutationOptions({
      onSuccess: ({ undoId }) => toastUndoable(words.released, undoId),
      onError: toastError,
    }),
  );
  return (
    <>
      <Records title={words.allocations} nothing={words.noAllocations}>
        {payment.allocations.map((part) => {
          const { kind } = part;
          const title = kind === 'invoice' ? invoiceTitle(part.title) : dueTitle(part, format);
          return (
            <div key={`${part.kind} ${part.rowId}`} className="booking">
              <div className="booking-head">
                <span>{title}</span>
                <span>
                  <MoneyText amountMinor={part.amountMinor} />
                  {part.isOpen && kind !== 'invoice' ? (
                    <Tooltip label={words.release(title)}>
                      <ActionIcon
                        size="sm"
                        ml={6}
                        aria-label={words.release(title)}
                        disabled={release.isPending}
                        onClick={() => release.mutate({ id: payment.id, kind, rowId: part.rowId })}
                      >
                        <IconX size={16} />
                      </ActionIcon>
                    </Tooltip>
                  ) : kind === 'invoice' ? null : (
                    <Text span size="sm" c="dimmed">{` ${words.used}`}</Text>
                  )}
                </span>
              </div>
            </div>
          );
        })}
      </Records>
      {payment.freeMinor > 0 && payment.voidedAt === null ? <Allocate payment={payment} /> : null}
    </>
  );
}

/** One button for each thing that is owed: what it pays of it now. */
function Allocate({ payment }: { readonly payment: PaymentView }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const format = useFormat();
  const usable = Math.min(payment.freeMinor, payment.creditMinor);
  const allocate = useMutation(
    queries.payment.allocate.mutationOptions({
      onSuccess: ({ undoId }, { parts }) => {
        const paid = parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        toastUndoable(words.allocated(format.money(paid)), undoId);
      },
      onError: toastError,
    }),
  );
  if (!isOpen)
    return (
      <Button
        variant="default"
        size="xs"
        mt={12}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => setOpen(true)}
      >
        {words.allocate}
      </Button>
    );
  if (payment.dues.length === 0 || usable <= 0)
    return (
      <Text mt={12} c="dimmed">
        {words.nothingDue}
      </Text>
    );
  return (
    <Stack gap={6} mt={12} align="flex-start">
      {payment.dues.slice(0, MOST_SHOWN).map((due) => {
        const amountMinor = Math.min(usable, due.dueMinor);
        return (
          <Button
            key={JSON.stringify(due.ref)}
            variant="default"
            size="xs"
            disabled={allocate.isPending}
            onClick={() => allocate.mutate({ id: payment.id, parts: [{ ref: due.ref, amountMinor }] })}
          >
            {words.payFor(dueTitle(due, format), format.money(amountMinor))}
          </Button>
        );
      })}
    </Stack>
  );
}

const MOST_SHOWN = 20;
