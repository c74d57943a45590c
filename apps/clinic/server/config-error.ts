/** Wrong settings, in words for whoever starts the server. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
