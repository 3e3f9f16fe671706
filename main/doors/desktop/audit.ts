import { listAudit, verifyAudit } from '../../services/audit/list-audit.ts';
import { os } from './os.ts';

export const auditHandlers = {
  list: os.audit.list.handler(({ context, input }) => listAudit(context.services, input)),
  verify: os.audit.verify.handler(({ context }) => verifyAudit(context.services)),
};
