import type { Session } from './accounts.ts';
import type { Advertised, Advertisement } from './advertised.ts';
import type { Answer, Ask, Request } from './exchange.ts';
import type { JsonObject } from './json.ts';
import { listOf, objectOf, textOf } from './json.ts';
import type { Ledger } from './ledger.ts';
import type { Samples } from './sample-value.ts';
import { sampleBody, sampleValue } from './sample-value.ts';

/** What all visits of one verification share. */
export interface Visiting {
  readonly advertisement: Advertisement;
  readonly ask: Ask;
  readonly ledger: Ledger;
  readonly next: () => number;
  /** Part of every text that is written. */
  readonly name: string;
  /** Told about every record that was made: who made it, and its path. */
  readonly made: (session: Session, path: string) => void;
}

/** One account at one operation: it makes good requests and writes down what they are answered. */
export class Visit {
  readonly #visiting: Visiting;
  readonly #session: Session;
  readonly #known: ReadonlyMap<string, unknown>;
  readonly operation: Advertised;

  constructor(visiting: Visiting, operation: Advertised, session: Session, known: ReadonlyMap<string, unknown>) {
    this.#visiting = visiting;
    this.#session = session;
    this.#known = new Map([...known, ...Object.entries(session.answer)]);
    this.operation = operation;
  }

  get advertisement(): Advertisement {
    return this.#visiting.advertisement;
  }

  /** What samples for this operation are made from. */
  get samples(): Samples {
    const { advertisement, next, name } = this.#visiting;
    const classOf = advertisement.hydra.find((each) => isSame(each, this.operation))?.expects ?? '';
    return {
      openapi: advertisement.openapi,
      known: this.#known,
      referenceFor: async (property) => this.#memberOf(advertisement.collectionOf(classOf, property)),
      next,
      name,
    };
  }

  /** Sends a request and writes it down. */
  async send(request: Request): Promise<Answer> {
    const answer = await this.#visiting.ask(request);
    this.#visiting.ledger.record(this.operation, request, answer);
    const location = answer.headers.get('location');
    if (answer.status === 201 && location !== undefined) this.#visiting.made(this.#session, location);
    return answer;
  }

  /** A request as the documentation wants it, on a new record where it would be used up; null: there is no record. */
  async good(whole = false): Promise<Request | null> {
    const path = await this.#path();
    return path === null ? null : this.goodAt(path, whole);
  }

  /** The same for a record at a path. */
  async goodAt(path: string, whole = false): Promise<Request> {
    const { operation } = this;
    const headers = { ...(operation.open ? {} : this.#session.headers), ...(await this.#preconditions(path)) };
    if (operation.body === null) return { method: operation.method, path, headers };
    const body = await sampleBody(this.samples, operation.body, whole);
    const type = operation.bodyTypes[0] ?? 'application/json';
    return { method: operation.method, path, headers: { ...headers, 'content-type': type }, body };
  }

  /** The path template filled with what it says itself, else with a record of the collection. */
  async #path(): Promise<string | null> {
    const { path, parameters, method } = this.operation;
    const [collection, ...rest] = path.split('/{id}');
    if (rest.length > 0) {
      const item = method === 'DELETE' ? await this.#newMember(collection) : await this.#memberOf(collection ?? null);
      return item === null ? null : `${item}${rest.join('')}`;
    }
    let filled = path;
    for (const each of parameters.filter((parameter) => parameter.in === 'path')) {
      filled = filled.replace(`{${each.name}}`, String(await sampleValue(this.samples, each.schema, each.name)));
    }
    return filled;
  }

  async #memberOf(collection: string | null): Promise<string | null> {
    if (collection === null) return null;
    const { json } = await this.#visiting.ask({ method: 'GET', path: collection, headers: this.#session.headers });
    const [member] = listOf(objectOf(json)['hydra:member']);
    return member === undefined ? this.#newMember(collection) : textOf(objectOf(member)['@id']);
  }

  async #newMember(collection: string | undefined): Promise<string | null> {
    const create = this.advertisement.operations.find(({ path, method }) => path === collection && method === 'POST');
    if (create === undefined) return null;
    const visit = new Visit(this.#visiting, create, this.#session, this.#known);
    const request = await visit.good();
    return request === null ? null : ((await visit.send(request)).headers.get('location') ?? null);
  }

  /** What the documentation says must be sent: the current tag. */
  async #preconditions(path: string): Promise<JsonObject & Record<string, string>> {
    const isRequired = this.operation.parameters.some(({ name, required }) => name === 'If-Match' && required);
    if (!isRequired) return {};
    const item = await this.#visiting.ask({ method: 'GET', path, headers: this.#session.headers });
    return { 'if-match': item.headers.get('etag') ?? '*' };
  }
}

/** Whether the Hydra documentation speaks of the same operation. */
export function isSame(hydra: { method: string; path: string; action: string }, openapi: Advertised): boolean {
  if (hydra.method !== openapi.method) return false;
  return hydra.path === '' ? hydra.action === openapi.id : hydra.path === openapi.path;
}
