import { DataSource } from 'typeorm';
import { expressApp } from './targets/express-app.ts';
import { Country, Employee, Meeting } from './targets/naive-entities.ts';
import { naiveCountries, naiveMeetings } from './targets/naive-routes.ts';
import { announce, POOL, readSettings } from './targets/settings.ts';

// What one gets from the first page of TypeORM's documentation.

const { address, search } = readSettings();
const entities = [Meeting, Employee, Country];
const source = new DataSource({
  type: 'postgres',
  url: address,
  entities,
  poolSize: POOL,
  extra: { idleTimeoutMillis: 0 },
});
await source.initialize();
const app = expressApp();
naiveMeetings(app, source, search.meetings);
naiveCountries(app, source, search.countries);
const server = app.listen(0, '127.0.0.1', () => announce(server));
