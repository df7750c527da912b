import { IDEMPOTENCY_REUSED, IDEMPOTENCY_RUNNING, ProblemError } from '../problem.ts';
import { randomId } from '../random-id.ts';
import type { Run } from '../rows/transaction.ts';
import type { Ending } from './ending.ts';
import { Concluded } from './ending.ts';
import type { KeyPlace } from './idempotency-records.ts';
import { claimKey, findKey, keepAnswer, releaseKey } from './idempotency-records.ts';
import type { Outcome } from './outcome.ts';

/** A key may be freed between a claim that failed and the look at who has it. */
const TRIES = 3;

/** Stores the answer under a key together with the effect, so that the request is done once. */
export class KeyedEnding implements Ending {
  readonly isPlain = false;
  readonly isRehearsal = false;
  readonly #place: KeyPlace;
  readonly #fingerprint: string;
  readonly #applied: string | null;
  readonly #claim = randomId() + randomId();
  #isClaimed = false;

  constructor(place: KeyPlace, fingerprint: string, applied: string | null) {
    this.#place = place;
    this.#fingerprint = fingerprint;
    this.#applied = applied;
  }

  /**
   * The answer that the key already has; null when it is free.
   * @throws ProblemError 409 while another request of the key is in work, 422 when the key stands for another request.
   */
  async kept(): Promise<Outcome | null> {
    const state = await findKey(this.#place);
    if (state.kind === 'free') return null;
    if (state.kind === 'running') throw running();
    if (state.fingerprint !== this.#fingerprint) throw new ProblemError(IDEMPOTENCY_REUSED);
    return state.kept;
  }

  /** @throws Concluded with the answer that another request of the key has got meanwhile. */
  async begin(): Promise<void> {
    for (let tries = 0; !this.#isClaimed; tries += 1) {
      if (tries === TRIES) throw running();
      this.#isClaimed = await claimKey(this.#place, this.#fingerprint, this.#claim);
      const kept = this.#isClaimed ? null : await this.kept();
      if (kept !== null) throw new Concluded(kept);
    }
  }

  /** @throws ProblemError 409 when the claim has lapsed: whoever has it now does the work. */
  async end(outcome: Outcome, run: Run): Promise<Outcome> {
    if (await keepAnswer(this.#place, this.#claim, run, outcome, this.#applied)) return outcome;
    throw running();
  }

  /** The request came to nothing. */
  async undo(): Promise<void> {
    if (this.#isClaimed) await releaseKey(this.#place, this.#claim);
  }
}

function running(): ProblemError {
  return new ProblemError(IDEMPOTENCY_RUNNING, { headers: { 'Retry-After': '1' } });
}
