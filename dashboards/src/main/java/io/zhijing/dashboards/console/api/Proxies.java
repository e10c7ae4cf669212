package io.zhijing.dashboards.console.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The proxies whose word is taken for where a request comes from. Anybody can send the header, so
 * that of a peer that is none of them is never looked at.
 */
public final class Proxies {
  /** The header in which each proxy adds whom it heard from at the end. */
  static final String HEADER = "X-Forwarded-For";

  /** No proxy: a request comes from its peer. */
  public static final Proxies NONE = new Proxies(List.of());

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final String FOUR = OCTET + "(?:\\." + OCTET + "){3}";
  private static final String SIX = "[0-9a-fA-F:][0-9a-fA-F:.]*";
  private static final Pattern ADDRESS = Pattern.compile(FOUR + "|(?=.*:)" + SIX);

  /** Some proxies tell the port too; an address of version 6 stands in brackets then. */
  private static final Pattern ENTRY =
      Pattern.compile("(" + FOUR + ")(?::\\d+)?|\\[([^\\]]*)](?::\\d+)?|(.*)");

  private final Set<String> trusted;

  /**
   * Proxies by their addresses.
   *
   * @throws IllegalArgumentException if one is none
   */
  public Proxies(List<String> addresses) {
    this.trusted =
        addresses.stream()
            .map(
                each -> address(each).orElseThrow(() -> new IllegalArgumentException("no address")))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a text is an address, as numbers. */
  public static boolean isAddress(String text) {
    return address(text).isPresent();
  }

  /**
   * Where a request comes from: the last in the header that is no trusted proxy itself. If that
   * cannot be read it is the proxy that wrote it, and so it is where all are proxies.
   *
   * @param peer who holds the other end of the line
   * @param headers all of the name, in their order
   */
  String origin(String peer, List<String> headers) {
    String nearest = entry(peer).orElse(peer);
    List<String> entries = Arrays.asList(String.join(",", headers).split(",", -1));
    Collections.reverse(entries);
    for (String each : entries) {
      Optional<String> before = entry(each.strip());
      if (!trusted.contains(nearest) || before.isEmpty()) {
        return nearest;
      }
      nearest = before.get();
    }
    return nearest;
  }

  private static Optional<String> entry(String text) {
    Matcher parts = ENTRY.matcher(text);
    return parts.matches()
        ? address(parts.group(1) != null ? parts.group(1) : rest(parts))
        : Optional.empty();
  }

  private static String rest(Matcher parts) {
    return parts.group(2) != null ? parts.group(2) : parts.group(3);
  }

  /** One way to write it for each address. What is not numbers is never asked of a name server. */
  private static Optional<String> address(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getHostAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
