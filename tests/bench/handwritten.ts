import pg from 'pg';
import { countryRoutes } from './targets/country-routes.ts';
import { expressApp } from './targets/express-app.ts';
import { meetingRoutes } from './targets/meeting-routes.ts';
import { announce, POOL, readSettings } from './targets/settings.ts';

// The target that the others are compared with: Express and pg as somebody careful writes them.

const { address, search } = readSettings();
const pool = new pg.Pool({
  connectionString: address,
  max: POOL,
  idleTimeoutMillis: 0,
  application_name: 'handwritten',
});
const app = expressApp();
meetingRoutes(app, pool, search.meetings);
countryRoutes(app, pool, search.countries);
const server = app.listen(0, '127.0.0.1', () => announce(server));
