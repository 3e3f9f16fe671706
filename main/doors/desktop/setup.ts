import { createDemo } from '../../services/studio/create-demo.ts';
import { createStudio } from '../../services/studio/create-studio.ts';
import { getSetupState } from '../../services/studio/get-setup-state.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const setupHandlers = {
  state: os.setup.state.handler(({ context }) => getSetupState(context.services)),
  createStudio: os.setup.createStudio.handler(async ({ context, input }) =>
    answer(await createStudio(context.services, input)),
  ),
  createDemo: os.setup.createDemo.handler(async ({ context, input }) =>
    answer(await createDemo(context.services, input.size)),
  ),
};
