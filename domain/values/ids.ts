/** Row ids are positive integers of this database; the brand keeps one kind from standing in for another. */
export type Id<Name extends string> = number & { readonly __id: Name };

export type StaffId = Id<'staff'>;
export type ClientId = Id<'client'>;
export type ServiceId = Id<'service'>;
export type LocationId = Id<'location'>;
export type RoomId = Id<'room'>;
export type PractitionerId = Id<'practitioner'>;
export type SessionId = Id<'session'>;
export type BookingId = Id<'booking'>;
export type FundingId = Id<'funding'>;
export type PaymentId = Id<'payment'>;
export type LotId = Id<'lot'>;
export type JobId = Id<'job'>;
export type ItemId = Id<'item'>;
export type RefundId = Id<'refund'>;
export type MessageId = Id<'message'>;
export type ImportId = Id<'import'>;
export type TaskId = Id<'task'>;
