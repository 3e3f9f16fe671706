import { readPrepaymentRule } from '../../settings/prepayment-settings.ts';
import { checkClients } from '../../services/prepayment/check-clients.ts';
import { getPolicy } from '../../services/prepayment/get-policy.ts';
import { updatePolicy, updatePrepaymentRule } from '../../services/prepayment/update-session-control.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const prepaymentHandlers = {
  rule: os.prepayment.rule.handler(({ context }) => readPrepaymentRule(context.services.db.read)),
  updateRule: os.prepayment.updateRule.handler(({ context, input }) =>
    answer(updatePrepaymentRule(context.services, context.actor(), input)),
  ),
  policy: os.prepayment.policy.handler(({ context }) => getPolicy(context.services)),
  updatePolicy: os.prepayment.updatePolicy.handler(({ context, input }) =>
    answer(updatePolicy(context.services, context.actor(), input)),
  ),
  check: os.prepayment.check.handler(({ context, input }) =>
    answer(checkClients(context.services, context.actor(), input)),
  ),
};
