export { Counters } from './counters.ts';
export type { CounterStore } from './counters.ts';
export { PasswordLimits } from './password-limits.ts';
export type { Guess } from './password-limits.ts';
export { RefreshLimits } from './refresh-limits.ts';
export { SharedLimiter } from './shared-limiter.ts';
