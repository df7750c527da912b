/** The keys and values of a JSON object; nothing of it has been checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value read from JSON is an object, and neither list nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
