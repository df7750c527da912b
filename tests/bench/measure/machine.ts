import { cpus, loadavg, totalmem } from 'node:os';

/** Where and with what a run was measured. */
export interface Machine {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  /** GiB. */
  readonly memory: number;
  readonly platform: string;
  readonly node: string;
  readonly postgresql: string;
  /** Of the last minute, when the run began. Above the number of cores others were busy too. */
  readonly load: number;
}

export function describeMachine(postgresql: string): Machine {
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    postgresql,
    load: loadavg()[0] ?? Number.NaN,
  };
}
