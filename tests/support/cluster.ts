import type { Addresses } from '../../src/database/addresses.ts';

/** What the run's cluster is reached by; handed to the workers in one environment variable. */
export interface TestCluster {
  readonly addresses: Addresses;
  readonly superuser: string;
  /** Why the migrated template could not be made; told by the tests that need it. */
  readonly failure: string | null;
}

const VARIABLE = 'TEST_CLUSTER';

/** Publishes the cluster to the workers, which inherit the environment. */
export function publishCluster(cluster: TestCluster): void {
  process.env[VARIABLE] = JSON.stringify(cluster);
}

/** The run's cluster, from the environment that global-setup has filled. */
export function testCluster(): TestCluster {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('Tests run through `npm test`, which starts their database.');
  // Written by publishCluster of this file.
  return JSON.parse(text) as TestCluster;
}
