package io.zhijing.connectors.wire.yaml;

/**
 * One value that settings have, and where it came from.
 *
 * @param key with the keys above it
 * @param value as text; masked if it is a secret
 * @param source {@link #FILE}, {@link #DEFAULT}, or the variable of the environment
 */
public record SettingRead(String key, String value, String source) {
  /** The settings file says it. */
  public static final String FILE = "file";

  /** The file leaves it out. */
  public static final String DEFAULT = "default";

  /** What stands for a secret. */
  public static final String MASK = "******";

  static SettingRead secret(String key, String variable) {
    return new SettingRead(key, MASK, variable);
  }

  /** The same with the value masked. */
  public SettingRead masked() {
    return new SettingRead(key, MASK, source);
  }
}
