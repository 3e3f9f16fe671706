import { correctBalance, reverseCorrection } from '../../services/balance/correct-balance.ts';
import { getClientAccount } from '../../services/balance/get-family.ts';
import { getStatement, saveStatementPdf } from '../../services/balance/get-statement.ts';
import { transferBalance, reverseTransfer } from '../../services/balance/transfer-balance.ts';
import { sendStatement } from '../../services/balance/send-statement.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const balanceHandlers = {
  account: os.balance.account.handler(({ context, input }) =>
    answer(getClientAccount(context.services, input.clientId)),
  ),
  statement: os.balance.statement.handler(({ context, input }) =>
    answer(getStatement(context.services, input)),
  ),
  saveStatement: os.balance.saveStatement.handler(async ({ context, input }) =>
    answer(await saveStatementPdf(context.services, input)),
  ),
  sendStatement: os.balance.sendStatement.handler(({ context, input }) =>
    answer(sendStatement(context.services, context.actor(), input)),
  ),
  correct: os.balance.correct.handler(async ({ context, input }) =>
    answer(await correctBalance(context.services, context.actor(), input)),
  ),
  reverseCorrection: os.balance.reverseCorrection.handler(({ context, input }) =>
    answer(reverseCorrection(context.services, context.actor(), input)),
  ),
  transfer: os.balance.transfer.handler(async ({ context, input }) =>
    answer(await transferBalance(context.services, context.actor(), input)),
  ),
  reverseMove: os.balance.reverseMove.handler(({ context, input }) =>
    answer(reverseTransfer(context.services, context.actor(), input)),
  ),
};
