import {
  checkCardsNow,
  closeCardLink,
  resendCardLink,
  sendCardLink,
  simulateCardPage,
} from '../../services/card/card-links.ts';
import { chargeCard } from '../../services/card/charge-card.ts';
import { getCharge, getClientCards, listCardLinks } from '../../services/card/get-client-cards.ts';
import { removeCard } from '../../services/card/remove-card.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const cardHandlers = {
  ofClient: os.card.ofClient.handler(({ context, input }) =>
    answer(getClientCards(context.services, input.clientId)),
  ),
  getCharge: os.card.getCharge.handler(({ context, input }) => answer(getCharge(context.services, input.id))),
  listLinks: os.card.listLinks.handler(({ context, input }) => listCardLinks(context.services, input)),
  charge: os.card.charge.handler(({ context, input }) =>
    answer(chargeCard(context.services, context.actor(), input)),
  ),
  sendLink: os.card.sendLink.handler(({ context, input }) =>
    answer(sendCardLink(context.services, context.actor(), input)),
  ),
  resendLink: os.card.resendLink.handler(({ context, input }) =>
    answer(resendCardLink(context.services, context.actor(), input.id)),
  ),
  closeLink: os.card.closeLink.handler(({ context, input }) =>
    answer(closeCardLink(context.services, context.actor(), input.id)),
  ),
  checkNow: os.card.checkNow.handler(({ context, input }) =>
    answer(checkCardsNow(context.services, input.clientId)),
  ),
  remove: os.card.remove.handler(({ context, input }) =>
    answer(removeCard(context.services, context.actor(), input.id)),
  ),
  simulatePage: os.card.simulatePage.handler(({ context, input }) =>
    answer(simulateCardPage(context.services, context.actor(), input)),
  ),
};
