package io.zhijing.dashboards.console.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A user as the users file has it. Holds no password, only what is made of it.
 *
 * @param viewer name, roles, departments, regions, language
 * @param password hash of the password; empty if it cannot sign in by one
 * @param isDisabled whether it may not sign in at all
 * @param tokens keys for programs
 */
public record User(Viewer viewer, String password, boolean isDisabled, List<Token> tokens) {
  /** Copies the list. */
  public User {
    tokens = List.copyOf(tokens);
  }

  /**
   * A key for a program that acts as the user.
   *
   * @param id names it
   * @param hash SHA-256 of the key, hexadecimal: keys are long and random, so a fast hash is enough
   * @param roles what it may of what the user may; empty for all
   * @param expires from when on it is worth nothing
   */
  public record Token(String id, String hash, Set<Role> roles, Optional<Instant> expires) {
    /** Copies the set. */
    public Token {
      roles = Set.copyOf(roles);
    }

    /** Whether it is worth something at an instant. */
    public boolean isValidAt(Instant now) {
      return expires.isEmpty() || now.isBefore(expires.get());
    }
  }

  /** What is shown of it. */
  @Override
  public String toString() {
    return "User[" + viewer + ", disabled=" + isDisabled + "]";
  }
}
