import type { MediaType } from '../formats/media-types.ts';
import type { Caller, Limit } from '../seams.ts';
import type { Asked } from './asked.ts';
import type { Outcome } from './outcome.ts';
import type { PreferenceName } from './preference.ts';

/** One method of one address: what is checked before it runs, as data, and how it runs. */
export interface Operation {
  /** Template of the address, for logs: `GET /meetings/{id}`. */
  readonly name: string;
  /** Answers without a credential, and no differently with a bad one. */
  readonly anyone: boolean;
  /** The credential must name a tenant. */
  readonly needsTenant: boolean;
  /** Decided by the caller alone, before anything is read: else 403. */
  readonly permits: (caller: Caller | null) => boolean;
  readonly limit: Limit | null;
  /** Refused while the tenant takes no writes. */
  readonly writes: boolean;
  readonly offered: readonly MediaType[];
  /** Preferences that it honours beyond `handling`. */
  readonly prefers: readonly PreferenceName[];
  /** A read that is answered before Express. */
  readonly compiled: boolean;
  readonly run: (asked: Asked) => Promise<Outcome>;
}

/** An address: its methods and the headers that say what it offers. */
export interface Route {
  readonly methods: ReadonlyMap<string, Operation>;
  /** `Allow`, `Accept-Post`, `Accept-Patch`. */
  readonly offers: Readonly<Record<string, string>>;
}

/** All routes below the base: fixed ones by their path, items and their actions by their collection. */
export interface RouteTable {
  /** `/meetings`, `/login`, `/docs.jsonld`. */
  readonly fixed: ReadonlyMap<string, Route>;
  /** By the path of the collection. */
  readonly items: ReadonlyMap<string, ItemRoutes>;
}

/** What lies below a collection. */
export interface ItemRoutes {
  readonly item: Route;
  readonly hasIdForm: (id: string) => boolean;
  /** By name: `/meetings/{id}/{name}`. */
  readonly below: ReadonlyMap<string, Route>;
}
