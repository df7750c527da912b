export type { CounterStore } from './counters.ts';
export { Counters } from './counters.ts';
export type { Guess } from './password-limits.ts';
export { PasswordLimits } from './password-limits.ts';
export { RefreshLimits } from './refresh-limits.ts';
export { SharedLimiter } from './shared-limiter.ts';
