import { listStaff } from '../../services/staff/list-staff.ts';
import { createStaff, setStaffPin, unlockStaff, updateStaff } from '../../services/staff/manage-staff.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const staffHandlers = {
  list: os.staff.list.handler(({ context }) => listStaff(context.services)),
  create: os.staff.create.handler(async ({ context, input }) =>
    answer(await createStaff(context.services, context.actor(), input)),
  ),
  update: os.staff.update.handler(({ context, input }) =>
    answer(updateStaff(context.services, context.actor(), input)),
  ),
  setPin: os.staff.setPin.handler(async ({ context, input }) =>
    answer(await setStaffPin(context.services, context.actor(), input)),
  ),
  unlock: os.staff.unlock.handler(({ context, input }) =>
    answer(unlockStaff(context.services, context.actor(), input.id)),
  ),
};
