package io.zhijing.connectors.secret;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A password, token or key. No form of it is ever printed; whoever needs the characters asks for
 * them by {@link #reveal}. A secret that could not be read is one with a {@link #fault}, so that
 * settings report it together with everything else that is wrong.
 */
public final class Secret implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String FILE = "file:";
  private static final String ENVIRONMENT = "env:";
  private static final Secret NONE = new Secret("", "");

  private final String value;
  private final String fault;

  private Secret(String value, String fault) {
    this.value = value;
    this.fault = fault;
  }

  /** A secret of these characters; none if there are no characters. */
  public static Secret of(String value) {
    return value.isEmpty() ? NONE : new Secret(value, "");
  }

  /** No secret. */
  public static Secret none() {
    return NONE;
  }

  /**
   * Reads a secret from where settings say it is: {@code env:NAME}, {@code file:PATH} (white space
   * at the end of the file does not count), or the characters themselves.
   *
   * @param written what the settings say
   * @param environment value of an environment variable, null if it is not set
   */
  public static Secret resolve(String written, UnaryOperator<String> environment) {
    if (written.startsWith(ENVIRONMENT)) {
      String name = written.substring(ENVIRONMENT.length());
      String value = environment.apply(name);
      return value == null || value.isEmpty()
          ? faulty("the environment variable " + name + " is not set")
          : of(value);
    }
    return written.startsWith(FILE) ? ofFile(written.substring(FILE.length())) : of(written);
  }

  private static Secret ofFile(String path) {
    try {
      String value = Files.readString(Path.of(path), StandardCharsets.UTF_8).stripTrailing();
      return value.isEmpty() ? faulty("the file " + path + " is empty") : of(value);
    } catch (IOException | InvalidPathException e) {
      return faulty("the file " + path + " cannot be read as UTF-8 text");
    }
  }

  private static Secret faulty(String fault) {
    return new Secret("", fault);
  }

  /** The characters; empty if there are none. */
  public String reveal() {
    return value;
  }

  /** Whether there is anything to reveal. */
  public boolean isPresent() {
    return !value.isEmpty();
  }

  /** Why it could not be read, without the secret. */
  public Optional<String> fault() {
    return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && fault.equals(that.fault)
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return isPresent() ? "***" : "none";
  }
}
