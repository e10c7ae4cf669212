package io.zhijing.connectors.entry;

/**
 * A server that did not let us in.
 *
 * @param server its kind and where it is, without secrets
 * @param why what it did
 * @param setting the setting to look at
 */
public record Refusal(String server, Entry why, String setting) {

  /** One sentence, the setting first, as faults of settings are told. */
  public String text() {
    return setting + ": " + server + " " + why.phrase();
  }
}
