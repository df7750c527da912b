/** The one server of the run, with its demo data. */
export interface RunningServer {
  /** `http://127.0.0.1:…`. */
  readonly origin: string;
  /** Of all demo accounts. */
  readonly password: string;
}

const VARIABLE = 'CLIENTS_SERVER';

/** Publishes the server to the workers, which inherit the environment. */
export function publishServer(server: RunningServer): void {
  process.env[VARIABLE] = JSON.stringify(server);
}

/** The server that global-setup has started. */
export function runningServer(): RunningServer {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('Clients run through `npm run test:clients`, which starts their server.');
  // Written by publishServer of this file.
  return JSON.parse(text) as RunningServer;
}

/** Signs the administrator of Nordlys in and gives the access token. */
export async function signIn({ origin, password }: RunningServer): Promise<string> {
  const answer = await fetch(`${origin}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin@nordlys.example', password }),
  });
  if (!answer.ok) throw new Error(`The administrator cannot sign in: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { readonly token: string }).token;
}
