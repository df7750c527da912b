import type { Accounts } from './accounts/index.ts';
import type { HydraOptions } from './hydra/index.ts';
import { HydraApi } from './hydra/index.ts';
import { registerOrganizations } from './organizations/index.ts';

/** Everything the application reaches outside its own process. */
export interface Dependencies {
  readonly hydra: HydraOptions;
  readonly accounts: Accounts;
}

/** Assembles the features and compiles their plans; opens no port. */
export function createApp({ hydra, accounts }: Dependencies): ReturnType<HydraApi['start']> {
  const api = new HydraApi(hydra);
  accounts.register(api);
  registerOrganizations(api);
  return api.start();
}
