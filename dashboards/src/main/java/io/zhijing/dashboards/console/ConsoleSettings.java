package io.zhijing.dashboards.console;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.dashboards.console.access.Sessions;
import io.zhijing.dashboards.console.metrics.ConsoleMetrics;
import io.zhijing.detection.rules.RuleSet;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the console needs.
 *
 * @param job what the running job watches, and under which rules it started
 * @param kafka where orders go to
 * @param elasticsearch where documents are
 * @param listening where it is found
 * @param users file of users; empty for a demo, in which nobody need sign in
 * @param sessions how long they last
 * @param look what it says of itself
 */
public record ConsoleSettings(
    Job job,
    KafkaSettings kafka,
    ElasticsearchSettings elasticsearch,
    Listening listening,
    Optional<Path> users,
    Sessions.Limits sessions,
    Look look) {

  /**
   * What the running job watches, and under which rules it started.
   *
   * @param pack the authority
   * @param rules of the job's settings
   * @param since first day of each stream, by code; where it is not stated, that of its first count
   */
  public record Job(Pack pack, RuleSet rules, Map<String, LocalDate> since) {
    /** Copies the map. */
    public Job {
      since = Map.copyOf(since);
    }
  }

  /**
   * Where it is found.
   *
   * @param bind address to listen at
   * @param port 0 for any that is free
   * @param tls certificate and key; empty for none
   * @param publicUrl where browsers find it, if a proxy stands before it
   * @param metrics where Prometheus finds it; empty for nowhere
   * @param trustedProxies addresses of the proxies that say truly where requests come from
   */
  public record Listening(
      String bind,
      int port,
      Optional<Tls> tls,
      Optional<URI> publicUrl,
      Optional<ConsoleMetrics.Listening> metrics,
      List<String> trustedProxies) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    /** Copies the list. */
    public Listening {
      trustedProxies = List.copyOf(trustedProxies);
    }

    /** The same without proxies. */
    public Listening(
        String bind,
        int port,
        Optional<Tls> tls,
        Optional<URI> publicUrl,
        Optional<ConsoleMetrics.Listening> metrics) {
      this(bind, port, tls, publicUrl, metrics, List.of());
    }

    /** The same without proxies and metrics. */
    public Listening(String bind, int port, Optional<Tls> tls, Optional<URI> publicUrl) {
      this(bind, port, tls, publicUrl, Optional.empty());
    }

    /** Whether nobody but this machine can reach it. */
    public boolean isLoopback() {
      return LOOPBACK.contains(bind);
    }

    /** Whether browsers reach it by TLS. */
    public boolean isSecure() {
      return tls.isPresent()
          || publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
    }
  }

  /**
   * Certificate and key.
   *
   * @param certificate PEM file, the server's first, then those above it
   * @param key PEM file of its private key, PKCS#8, without a password
   */
  public record Tls(Path certificate, Path key) {}

  /**
   * What it says of itself, and shows.
   *
   * @param isSimulated whether the data are made up
   * @param version of the program
   * @param language when nobody says which
   * @param smallCountsBelow counts below this are masked in delicate cells
   * @param silentAfterDays a stream without any report for longer is broken, not quiet
   * @param channels names of the notification job's channels; empty if they are not known
   */
  public record Look(
      boolean isSimulated,
      String version,
      String language,
      int smallCountsBelow,
      int silentAfterDays,
      Set<String> channels) {
    /** Fewest counts that may be told: below three, a masked count could only be one. */
    public static final int LEAST_SMALL_COUNT = 3;

    /** The usual days of silence: longer than a week of holidays. */
    public static final int USUAL_SILENCE = 10;

    /** Copies the set. */
    public Look {
      channels = Set.copyOf(channels);
    }
  }

  /** Why it must not start like that; empty if it may. */
  public Optional<Refusal> refusal() {
    if (users.isEmpty() && !listening.isLoopback()) {
      return Optional.of(Refusal.OPEN_TO_ALL);
    }
    if (users.isPresent() && !listening.isLoopback() && !listening.isSecure()) {
      return Optional.of(Refusal.PASSWORDS_IN_THE_CLEAR);
    }
    return Optional.empty();
  }

  /** Why a console does not start. */
  public enum Refusal {
    /** Without users, everybody who reaches it could do everything. */
    OPEN_TO_ALL("without users_file it listens at 127.0.0.1 only"),
    /** Passwords would cross the network in the clear. */
    PASSWORDS_IN_THE_CLEAR(
        "beyond 127.0.0.1 it needs tls, or a public_url with https if a proxy ends TLS");

    private final String text;

    Refusal(String text) {
      this.text = text;
    }

    /** A sentence. */
    public String text() {
      return text;
    }
  }
}
