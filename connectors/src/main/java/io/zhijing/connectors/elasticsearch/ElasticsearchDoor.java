package io.zhijing.connectors.elasticsearch;

import io.zhijing.connectors.entry.Entry;
import io.zhijing.connectors.entry.Refusal;
import io.zhijing.connectors.entry.TlsProbe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** Knocks at Elasticsearch. */
public final class ElasticsearchDoor {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final Duration PROBE = Duration.ofSeconds(2);

  private ElasticsearchDoor() {}

  /** Whether it lets us in. */
  public static Entry knock(ElasticsearchSettings settings) {
    try (RestClient client = Connections.open(settings)) {
      client.performRequest(new Request("GET", "/_cluster/health"));
      return Entry.OPEN;
    } catch (IOException e) {
      return entry(settings, e);
    }
  }

  /** What it refuses and which setting to look at; empty if it lets us in or is away. */
  public static Optional<Refusal> refusal(ElasticsearchSettings settings) {
    return refusal(settings, knock(settings));
  }

  /** The same where it is known already what became of the attempt. */
  public static Optional<Refusal> refusal(ElasticsearchSettings settings, Entry entry) {
    return entry.isRefusal()
        ? Optional.of(
            new Refusal(
                "Elasticsearch at " + settings.hosts(), entry, "elasticsearch." + setting(entry)))
        : Optional.empty();
  }

  /** The setting to look at, below {@code elasticsearch}. */
  public static String setting(Entry entry) {
    return switch (entry) {
      case NEEDS_TLS, SPEAKS_NO_TLS -> "hosts";
      case UNTRUSTED -> "ca_file";
      case WRONG_CREDENTIALS -> "user and .password_file, or .api_key_file";
      default -> "user";
    };
  }

  /** What a failed request says; away if it says nothing. */
  public static Entry entry(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ResponseException answered) {
        int status = answered.getResponse().getStatusLine().getStatusCode();
        return switch (status) {
          case UNAUTHORIZED -> Entry.WRONG_CREDENTIALS;
          case FORBIDDEN -> Entry.FORBIDDEN;
          default -> Entry.AWAY;
        };
      }
      if (cause instanceof SSLException) {
        return Entry.UNTRUSTED;
      }
    }
    return Entry.AWAY;
  }

  /** Looks closer where TLS may be wanted or not. */
  private static Entry entry(ElasticsearchSettings settings, IOException failure) {
    Entry entry = entry(failure);
    if (entry == Entry.UNTRUSTED && !speaksTls(settings)) {
      return Entry.SPEAKS_NO_TLS;
    }
    boolean isPlain = "http".equals(settings.hosts().get(0).getScheme());
    return entry == Entry.AWAY && isPlain && speaksTls(settings) ? Entry.NEEDS_TLS : entry;
  }

  private static boolean speaksTls(ElasticsearchSettings settings) {
    URI host = settings.hosts().get(0);
    return TlsProbe.ask(host.getHost(), Connections.port(host), PROBE) == TlsProbe.Speaks.TLS;
  }
}
