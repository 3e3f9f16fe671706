import { findAnything } from '../../services/search/find-anything.ts';
import { os } from './os.ts';

export const searchHandlers = {
  find: os.search.find.handler(({ context, input }) =>
    findAnything(context.services, context.actor(), input.text),
  ),
};
