import { EntitySchema } from 'typeorm';

/** An employee, as far as a meeting needs one. */
export interface NaiveEmployee {
  organizationId: string;
  id: string;
  firstName: string;
  lastName: string;
}

/** A meeting as TypeORM's own documentation would map it. */
export interface NaiveMeeting {
  organizationId: string;
  id: string;
  employeeId: string | null;
  employee?: NaiveEmployee | null;
  dateFrom: Date;
  dateTo: Date;
  notes: string | null;
  time: Date | null;
}

export const Employee = new EntitySchema<NaiveEmployee>({
  name: 'Employee',
  tableName: 'employee',
  columns: {
    organizationId: { type: 'text', name: 'organization_id', primary: true },
    id: { type: 'bigint', primary: true, generated: 'increment' },
    firstName: { type: 'text', name: 'first_name' },
    lastName: { type: 'text', name: 'last_name' },
  },
});

export const Meeting = new EntitySchema<NaiveMeeting>({
  name: 'Meeting',
  tableName: 'meeting',
  columns: {
    organizationId: { type: 'text', name: 'organization_id', primary: true },
    id: { type: 'bigint', primary: true, generated: 'increment' },
    employeeId: { type: 'bigint', name: 'employee_id', nullable: true },
    dateFrom: { type: 'timestamptz', name: 'date_from' },
    dateTo: { type: 'timestamptz', name: 'date_to' },
    notes: { type: 'text', nullable: true },
    time: { type: 'timestamptz', nullable: true },
  },
  relations: {
    employee: {
      type: 'many-to-one',
      target: 'Employee',
      nullable: true,
      joinColumn: [
        { name: 'organization_id', referencedColumnName: 'organizationId' },
        { name: 'employee_id', referencedColumnName: 'id' },
      ],
    },
  },
});

export const Country = new EntitySchema<{ id: string }>({
  name: 'Country',
  tableName: 'country',
  columns: { id: { type: 'text', primary: true } },
});
