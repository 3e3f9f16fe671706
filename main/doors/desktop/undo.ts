import { takeBack } from '../../services/undo/take-back.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const undoHandlers = {
  takeBack: os.undo.takeBack.handler(({ context, input }) =>
    answer(takeBack(context.services, context.actor(), input.id)),
  ),
};
