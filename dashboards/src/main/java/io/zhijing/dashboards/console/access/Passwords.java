package io.zhijing.dashboards.console.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Passwords to hashes (bcrypt), and whether one is the right one. Thread-safe. */
public final class Passwords {
  /** Two to the power of this many rounds: slow enough to guess at, quick enough to sign in. */
  public static final int USUAL_STRENGTH = 12;

  private static final int FEWEST_CHARACTERS = 12;

  /** bcrypt looks at no more than that. */
  private static final int MOST_BYTES = 72;

  private final BCryptPasswordEncoder encoder;

  /** What an unknown user's password is held against, so that it takes as long as a known one's. */
  private final String nobody;

  /** Hashes of a strength; each step doubles the work. */
  public Passwords(int strength, SecureRandom random) {
    this.encoder = new BCryptPasswordEncoder(strength, random);
    this.nobody = encoder.encode("nobody");
  }

  /** Everything wrong with a new password; empty if it can be used. */
  public static List<String> faults(String name, CharSequence password) {
    List<String> faults = new ArrayList<>();
    if (password.length() < FEWEST_CHARACTERS) {
      faults.add("shorter than " + FEWEST_CHARACTERS + " characters");
    }
    if (password.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      faults.add("longer than " + MOST_BYTES + " bytes");
    }
    if (password.toString().equalsIgnoreCase(name) || password.chars().distinct().count() < 5) {
      faults.add("too easy to guess");
    }
    return faults;
  }

  /** The hash of a password. */
  public String hash(CharSequence password) {
    return encoder.encode(password);
  }

  /** Whether the password is the one of the hash. */
  public boolean matches(CharSequence password, String hash) {
    boolean isTooLong = password.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    boolean isRight =
        encoder.matches(isTooLong ? "" : password, hash.isEmpty() || isTooLong ? nobody : hash);
    return isRight && !hash.isEmpty() && !isTooLong;
  }
}
