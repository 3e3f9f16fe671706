import { deletePackage } from '../../services/catalog/delete-package.ts';
import { listCatalog } from '../../services/catalog/list-catalog.ts';
import { createLocation, updateLocation } from '../../services/catalog/save-location.ts';
import { createPackage, updatePackage } from '../../services/catalog/save-package.ts';
import { createPractitioner, updatePractitioner } from '../../services/catalog/save-practitioner.ts';
import { createRoom, updateRoom } from '../../services/catalog/save-room.ts';
import { createService, updateService } from '../../services/catalog/save-service.ts';
import { answer } from '../answer.ts';
import { os } from './os.ts';

export const catalogHandlers = {
  all: os.catalog.all.handler(({ context }) => listCatalog(context.services, context.actor())),
  createLocation: os.catalog.createLocation.handler(({ context, input }) =>
    answer(createLocation(context.services, context.actor(), input)),
  ),
  updateLocation: os.catalog.updateLocation.handler(({ context, input }) =>
    answer(updateLocation(context.services, context.actor(), input)),
  ),
  createRoom: os.catalog.createRoom.handler(({ context, input }) =>
    answer(createRoom(context.services, context.actor(), input)),
  ),
  updateRoom: os.catalog.updateRoom.handler(({ context, input }) =>
    answer(updateRoom(context.services, context.actor(), input)),
  ),
  createPractitioner: os.catalog.createPractitioner.handler(({ context, input }) =>
    answer(createPractitioner(context.services, context.actor(), input)),
  ),
  updatePractitioner: os.catalog.updatePractitioner.handler(({ context, input }) =>
    answer(updatePractitioner(context.services, context.actor(), input)),
  ),
  createService: os.catalog.createService.handler(({ context, input }) =>
    answer(createService(context.services, context.actor(), input)),
  ),
  updateService: os.catalog.updateService.handler(({ context, input }) =>
    answer(updateService(context.services, context.actor(), input)),
  ),
  createPackage: os.catalog.createPackage.handler(({ context, input }) =>
    answer(createPackage(context.services, context.actor(), input)),
  ),
  deletePackage: os.catalog.deletePackage.handler(({ context, input }) =>
    answer(deletePackage(context.services, context.actor(), input)),
  ),
  updatePackage: os.catalog.updatePackage.handler(({ context, input }) =>
    answer(updatePackage(context.services, context.actor(), input)),
  ),
};
