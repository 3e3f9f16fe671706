import { changePin } from '../../services/staff/change-pin.ts';
import { findActor } from '../../services/staff/find-actor.ts';
import { listPeople } from '../../services/staff/list-people.ts';
import { signIn } from '../../services/staff/sign-in.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const authHandlers = {
  people: os.auth.people.handler(({ context }) => listPeople(context.services)),
  signIn: os.auth.signIn.handler(async ({ context, input }) => {
    const actor = answer(await signIn(context.services, input));
    context.connection.signIn(context.services.db, actor.staffId);
    return actor;
  }),
  me: os.auth.me.handler(({ context: { connection, services } }) => {
    const staffId = connection.staffId(services.db);
    return staffId === null ? null : findActor(services.db.read, staffId);
  }),
  signOut: os.auth.signOut.handler(({ context }) => {
    context.connection.signOut();
  }),
  changePin: os.auth.changePin.handler(async ({ context, input }) =>
    answer(await changePin(context.services, context.actor(), input)),
  ),
};
