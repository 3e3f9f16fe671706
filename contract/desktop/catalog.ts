import { z } from 'zod';
import { everyRole, management } from './base.ts';
import {
  amountMinor,
  email,
  line,
  locationId,
  name,
  packageId,
  phone,
  practitionerId,
  roomId,
  serviceId,
  taxRateId,
  text,
  undoStepId,
  version,
  zone,
} from './fields.ts';
import { wageFields } from './wage.ts';

/** Left out, a switch stays as it is; new ones begin as the studio's defaults: closed, rooms open. */
const clientBooking = z.boolean().optional();

export const locationFields = z.object({
  name,
  zone,
  address: line(300),
  active: z.boolean(),
  clientBooking,
});
export const roomFields = z.object({
  locationId,
  name,
  capacity: z.int().min(1).max(10_000),
  active: z.boolean(),
  clientBooking,
});
export const practitionerFields = z.object({ name, email, phone, active: z.boolean() });
export const serviceFields = z.object({
  name,
  color: z.int().min(0).max(11),
  priceType: z.enum(['fixed', 'hourly']),
  costMinor: amountMinor,
  durationMinutes: z.int().min(5).max(1440),
  capacity: z.int().min(1).max(10_000),
  description: text(2000),
  active: z.boolean(),
  wageType: wageFields.shape.wageType.default('fixed'),
  wageMinor: wageFields.shape.wageMinor.default(0),
  wageBasis: wageFields.shape.wageBasis.default('session'),
  clientBooking,
  /** `staff`: no client sees it, whatever else is switched on. */
  visibility: z.enum(['all', 'staff']).optional(),
  /** The rate at which it is taxed; null: none. */
  taxRateId: taxRateId.nullable().optional(),
});
/** `validDays` counts from the purchase; null: never expires. */
export const packageFields = z.object({
  name,
  credits: z.int().min(1).max(1000),
  priceMinor: amountMinor,
  validDays: z.int().min(1).max(3650).nullable(),
  serviceIds: z.array(serviceId).min(1).max(500),
  active: z.boolean(),
  /** For moving all of its sessions once, at the client's wish; 0: free. */
  rescheduleFeeMinor: amountMinor.default(0),
});

export const location = locationFields.extend({ id: locationId, version, clientBooking: z.boolean() });
export const room = roomFields.extend({ id: roomId, version, clientBooking: z.boolean() });
export const practitioner = practitionerFields.extend({ id: practitionerId, version });
export const service = serviceFields.extend({
  id: serviceId,
  version,
  /** Null for those who do not see wages (domain.md 9). */
  wageMinor: amountMinor.nullable(),
  clientBooking: z.boolean(),
  visibility: z.enum(['all', 'staff']),
  taxRateId: taxRateId.nullable(),
  /** What is added to its price, in hundredths of a per cent; 0 where the price holds the tax, or there is none. */
  addedTaxBp: z.int(),
});
export const packageOffer = packageFields.extend({ id: packageId, version });
export type Location = z.infer<typeof location>;
export type Room = z.infer<typeof room>;
export type Practitioner = z.infer<typeof practitioner>;
export type Service = z.infer<typeof service>;
export type PackageOffer = z.infer<typeof packageOffer>;
const created = <T extends z.ZodType>(id: T) => z.object({ id });

/** What the timetable is made of. Lists come whole: hundreds of rows at most. */
export const catalog = {
  all: everyRole.output(
    z.object({
      locations: z.array(location),
      rooms: z.array(room),
      practitioners: z.array(practitioner),
      services: z.array(service),
      packages: z.array(packageOffer),
    }),
  ),
  createLocation: management.input(locationFields).output(created(locationId)),
  updateLocation: management.input(locationFields.extend({ id: locationId, version })),
  createRoom: management.input(roomFields).output(created(roomId)),
  updateRoom: management.input(roomFields.extend({ id: roomId, version })),
  createPractitioner: management.input(practitionerFields).output(created(practitionerId)),
  updatePractitioner: management.input(practitionerFields.extend({ id: practitionerId, version })),
  createService: management.input(serviceFields).output(created(serviceId)),
  updateService: management.input(serviceFields.extend({ id: serviceId, version })),
  createPackage: management.input(packageFields).output(created(packageId)),
  updatePackage: management.input(packageFields.extend({ id: packageId, version })),
  /** Refused with IN_USE once it was sold; it can be switched off. */
  deletePackage: management
    .input(z.object({ id: packageId, version }))
    .output(z.object({ undoId: undoStepId })),
};
