import { previewNotice, sendNotice } from '../../services/notice/send-notice.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const noticeHandlers = {
  preview: os.notice.preview.handler(({ context, input }) =>
    previewNotice(context.services, input.sessionIds),
  ),
  send: os.notice.send.handler(({ context, input }) =>
    answer(sendNotice(context.services, context.actor(), input)),
  ),
};
