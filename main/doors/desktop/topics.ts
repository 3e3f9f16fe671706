import { os } from './os.ts';

export const topicsHandlers = {
  subscribe: os.topics.subscribe.handler(({ context, signal }) => context.engine.events(signal)),
};
