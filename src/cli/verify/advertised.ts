/** A parameter as OpenAPI tells it. */
export interface AdvertisedParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  /** Whoever sends it gets records in part. */
  readonly partial: boolean;
  readonly description: string;
  readonly schema: unknown;
}

/** One status that an operation may answer. */
export interface AdvertisedStatus {
  /** Last segments of the problem types; none for an answer that is no error. */
  readonly problems: readonly string[];
  /** Lower case. */
  readonly headers: ReadonlySet<string>;
  /** Pointers into the OpenAPI document, by media type. */
  readonly bodies: ReadonlyMap<string, string>;
}

/** One operation as the OpenAPI document tells it. */
export interface Advertised {
  readonly id: string;
  readonly method: string;
  /** Below the host, as a template: `/api/meetings/{id}`. */
  readonly path: string;
  /** Needs no credential. */
  readonly open: boolean;
  /** Of records that all tenants share. */
  readonly shared: boolean;
  readonly bodyTypes: readonly string[];
  /** Schema of the body; null for none. */
  readonly body: unknown;
  readonly bodyRequired: boolean;
  readonly parameters: readonly AdvertisedParameter[];
  readonly statuses: ReadonlyMap<number, AdvertisedStatus>;
}

/** One operation as the Hydra documentation tells it. */
export interface HydraOperation {
  readonly title: string;
  readonly method: string;
  /** As in {@link Advertised}; empty for an action that is about no record. */
  readonly path: string;
  /** Label of the link that it hangs on. */
  readonly action: string;
  readonly expects: string | null;
  readonly statuses: ReadonlySet<number>;
  /** Lower case. */
  readonly expectsHeaders: ReadonlySet<string>;
  /** Lower case. */
  readonly returnsHeaders: ReadonlySet<string>;
}

/** Everything that an instance says about itself. */
export interface Advertisement {
  readonly openapi: Readonly<Record<string, unknown>>;
  readonly entrypoint: Readonly<Record<string, unknown>>;
  readonly operations: readonly Advertised[];
  readonly hydra: readonly HydraOperation[];
  /** Statuses that every address may answer. */
  readonly everywhere: ReadonlySet<number>;
  /** The path of the collection that a property's values are members of: `Meeting.employee` is in `/api/employees`. */
  readonly collectionOf: (classOf: string, property: string) => string | null;
}
