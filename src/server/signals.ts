/** What the operating system and Node tell a process. */
export interface SignalSource {
  on(event: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
}

/** What is done about it. */
export interface SignalSettings {
  readonly stop: () => void;
  readonly fail: () => void;
  readonly report: (error: unknown) => void;
}

/** Stops gracefully on SIGTERM, SIGINT and on errors that nobody caught: those are reported and end in exit code 1. */
export function stopOnSignals(source: SignalSource, { stop, fail, report }: SignalSettings): void {
  const failed = (error: unknown): void => {
    report(error);
    fail();
  };
  source.on('SIGTERM', stop);
  source.on('SIGINT', stop);
  source.on('uncaughtException', failed);
  source.on('unhandledRejection', failed);
}
