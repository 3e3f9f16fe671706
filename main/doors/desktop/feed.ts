import { saveFeed } from '../../services/feed/save-feed.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const feedHandlers = {
  save: os.feed.save.handler(({ context, input }) =>
    answer(saveFeed(context.services, context.actor(), input)),
  ),
};
