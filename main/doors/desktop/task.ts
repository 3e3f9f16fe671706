import { countProblems, listTasks } from '../../services/task/list-tasks.ts';
import { resolveTask } from '../../services/task/resolve-task.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const taskHandlers = {
  list: os.task.list.handler(({ context, input }) => listTasks(context.services, input)),
  resolve: os.task.resolve.handler(({ context, input }) =>
    answer(resolveTask(context.services, context.actor(), input)),
  ),
  problems: os.task.problems.handler(({ context }) => countProblems(context.services, context.actor().role)),
};
