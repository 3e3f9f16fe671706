import type { Faker } from '@faker-js/faker';

export interface DemoPerson {
  readonly firstName: string;
  readonly lastName: string;
  /** In a domain that is kept free for examples, and different from everybody else's. */
  readonly email: string;
  /** In a range that is kept free for films and examples. */
  readonly phone: string;
}

/** Invented people with different names, as far as there are enough names. */
export function inventPeople(faker: Faker, count: number): DemoPerson[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    let firstName = faker.person.firstName();
    let lastName = faker.person.lastName();
    for (let tries = 0; tries < 5 && taken.has(`${firstName} ${lastName}`); tries += 1) {
      firstName = faker.person.firstName();
      lastName = faker.person.lastName();
    }
    taken.add(`${firstName} ${lastName}`);
    const mailbox = `${firstName}.${lastName}`.toLowerCase().replaceAll(/[^a-z.]/g, '');
    return {
      firstName,
      lastName,
      email: `${mailbox}.${index + 1}@example.com`,
      phone: `+44 7700 900${String(index % 1000).padStart(3, '0')}`,
    };
  });
}
