import { listMessages, retryMessages, withdrawMessages } from '../../services/message/list-messages.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const messageHandlers = {
  list: os.message.list.handler(({ context, input }) => listMessages(context.services, input)),
  retry: os.message.retry.handler(({ context, input }) =>
    answer(retryMessages(context.services, context.actor(), input.ids)),
  ),
  withdraw: os.message.withdraw.handler(({ context, input }) =>
    answer(withdrawMessages(context.services, context.actor(), input.ids)),
  ),
};
