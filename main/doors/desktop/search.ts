import { findAnything } from '../../services/find-anything.ts';
import { os } from './os.ts';

export const searchHandlers = {
  find: os.search.find.handler(({ context, input }) =>
    findAnything(context.services, context.actor(), input.text),
  ),
};
