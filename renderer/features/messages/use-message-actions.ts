import { useMutation } from '@tanstack/react-query';
import type { MessageRow } from '#contract/desktop/message.ts';
import { queries } from '#renderer/api/engine.ts';
import { outbox as words } from '#renderer/messages/messages.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast, toastError } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Retry and withdraw, each asked before, because an e-mail that has gone out can't be taken back. */
export function useMessageActions(): {
  readonly retry: (messages: readonly MessageRow[]) => Promise<void>;
  readonly withdraw: (message: MessageRow) => Promise<void>;
  readonly isPending: boolean;
} {
  const format = useFormat();
  const retrying = useMutation(
    queries.message.retry.mutationOptions({
      onSuccess: ({ queued }) => toast(words.queued(format, queued)),
      onError: toastError,
    }),
  );
  const withdrawing = useMutation(
    queries.message.withdraw.mutationOptions({
      onSuccess: ({ withdrawn }) => toast(words.withdrawn(format, withdrawn)),
      onError: toastError,
    }),
  );
  const retry = async (messages: readonly MessageRow[]): Promise<void> => {
    const [first] = messages;
    if (!first) return;
    const consequence =
      messages.length === 1
        ? words.retryConsequence(first.toName, first.toAddress || words.noAddress)
        : words.retryAllConsequence(format, messages.length);
    if (
      await confirm({ title: words.retry, consequence, confirmLabel: words.retry, keepLabel: words.cancel })
    )
      retrying.mutate({ ids: messages.map(({ id }) => id) });
  };
  const withdraw = async (message: MessageRow): Promise<void> => {
    const isSure = await confirm({
      title: words.withdraw,
      consequence: words.withdrawConsequence(message.toName),
      confirmLabel: words.withdraw,
      keepLabel: words.cancel,
    });
    if (isSure) withdrawing.mutate({ ids: [message.id] });
  };
  return { retry, withdraw, isPending: retrying.isPending || withdrawing.isPending };
}
