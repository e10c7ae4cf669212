package io.zhijing.connectors.notify.settings;

import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with settings, by name of the setting. */
final class Faults {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final List<String> found = new ArrayList<>();

  List<String> found() {
    return List.copyOf(found);
  }

  Faults when(boolean isWrong, String fault) {
    if (isWrong) {
      found.add(fault);
    }
    return this;
  }

  Faults text(String name, String text) {
    return when(text == null || text.isBlank(), name + " is missing");
  }

  Faults limits(TimeLimits limits) {
    if (limits == null) {
      return when(true, "limits are missing");
    }
    boolean positive =
        limits.connect().compareTo(Duration.ZERO) > 0
            && limits.exchange().compareTo(Duration.ZERO) > 0;
    return when(!positive, "limits must be positive")
        .when(limits.connect().compareTo(limits.exchange()) > 0, "limits.connect exceeds exchange")
        .when(limits.exchange().compareTo(LONGEST) > 0, "limits.exchange exceeds five minutes");
  }

  /** A secret that has to be there. */
  Faults secret(String name, Secret secret) {
    return when(!secret.isPresent() && secret.fault().isEmpty(), name + " is missing")
        .optional(name, secret);
  }

  /** A secret that may be none, but not one that could not be read. */
  Faults optional(String name, Secret secret) {
    secret.fault().ifPresent(fault -> found.add(name + ": " + fault));
    return when(
        secret.reveal().chars().anyMatch(c -> c < ' ' || c == 0x7f),
        name + " holds a control character");
  }

  Faults headers(Map<String, Secret> headers) {
    headers.forEach(
        (name, value) -> {
          when(!name.matches("[A-Za-z0-9-]+"), "headers: '" + name + "' is no header's name");
          optional("headers." + name, value);
          when(
              value.reveal().chars().anyMatch(c -> c > 0x7e), "headers." + name + " must be ASCII");
        });
    return this;
  }

  /** An address that the program writes to; what it carries besides may be secret. */
  Faults address(String name, URI uri) {
    if (uri == null) {
      return when(true, name + " is missing");
    }
    boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    return when(!known || uri.getHost() == null, name + " is not an http(s) address with a host")
        .when(uri.getUserInfo() != null, name + ": credentials do not belong in an address")
        .when(uri.getFragment() != null, name + " has a fragment");
  }

  /**
   * An address that gets a token in clear text: encrypted, unless it does not leave the machine.
   */
  Faults encrypted(String name, URI uri) {
    address(name, uri);
    boolean inClear = uri != null && "http".equals(uri.getScheme());
    return when(inClear && !isLoopback(uri.getHost()), name + " gets a secret and must be https");
  }

  static boolean isLoopback(String host) {
    return host != null
        && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}"));
  }
}
