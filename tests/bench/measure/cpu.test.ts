import { describe, expect, it } from '@jest/globals';
import { cpuReader, cpuTime } from './cpu.ts';

describe('CPU time', () => {
  it.each([
    ['0:00.25\n', 0.25e9],
    ['1:02.34', 62.34e9],
    ['01:02:03', 3_723e9],
  ])('is read from %j', (text, expected) => {
    expect(cpuTime(text)).toBeCloseTo(expected);
  });

  it('grows while a process works', () => {
    const cpu = cpuReader(process.platform, process.pid);
    const before = cpu.server(process.pid);

    const until = performance.now() + 60;
    while (performance.now() < until);

    expect(cpu.server(process.pid)).toBeGreaterThan(before);
  });
});
