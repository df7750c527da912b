import type { MediaType } from '../formats/media-types.ts';
import { MEDIA_TYPES } from '../formats/media-types.ts';

/** A path without its suffix, and what the suffix asks for. */
export interface SplitPath {
  readonly path: string;
  /** Null: no suffix, `Accept` decides. */
  readonly mediaType: MediaType | null;
}

/**
 * Takes a suffix such as `.jsonld` or `.csv` off the last segment of a path (wire rule 2.4); null when it ends in a suffix that names
 * no media type: 404. Look a path up whole first: `/docs.jsonld` and `/openapi.json` are addresses of their own.
 */
export function splitSuffix(path: string): SplitPath | null {
  const dot = path.lastIndexOf('.');
  if (dot <= path.lastIndexOf('/')) return { path, mediaType: null };
  const mediaType = BY_SUFFIX.get(path.slice(dot));
  return mediaType === undefined ? null : { path: path.slice(0, dot), mediaType };
}

const BY_SUFFIX: ReadonlyMap<string, MediaType> = new Map(
  MEDIA_TYPES.flatMap((type) => (type.suffix === null ? [] : [[type.suffix, type]])),
);
