import { describe, expect, it } from '@jest/globals';
import { entities } from '../../entities/index.ts';
import { metadataOf } from '../../src/database/data-source.ts';
import { Naming } from '../../src/database/naming.ts';

describe('names in the database', () => {
  const naming = new Naming('organization_id');

  it('carry table and columns, the tenant’s column left out where others follow', () => {
    expect([
      naming.primaryKeyName('meeting'),
      naming.foreignKeyName('public.meeting', ['organization_id', 'employee_id']),
      naming.foreignKeyName('meeting', ['organization_id']),
      naming.uniqueConstraintName('employee', ['organization_id', 'email']),
      naming.indexName('meeting', ['organization_id', 'date_from', 'id']),
      naming.columnName('dateFrom', undefined, ['officeHours']),
      naming.joinColumnName('employee', 'id'),
    ]).toEqual([
      'pk_meeting',
      'fk_meeting_employee_id',
      'fk_meeting_organization_id',
      'uq_employee_email',
      'ix_meeting_date_from_id',
      'office_hours_date_from',
      'employee_id',
    ]);
  });

  it('are refused where PostgreSQL would cut them, and asked for where there are no columns', () => {
    expect(() => naming.indexName('meeting', ['a'.repeat(60)])).toThrow('longer than 63 characters');
    expect(() => naming.checkConstraintName('meeting', 'a > b')).toThrow(`@Check('ck_meeting_…', …)`);
  });

  it('reach the metadata without a connection', async () => {
    const metadata = await metadataOf(entities);

    const meeting = metadata.find(({ tableName }) => tableName === 'meeting');

    expect(meeting?.foreignKeys.map(({ name }) => name).sort()).toEqual([
      'fk_meeting_employee_id',
      'fk_meeting_organization_id',
    ]);
  });
});
