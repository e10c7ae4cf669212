package io.zhijing.connectors.kafka;

import io.zhijing.connectors.entry.Entry;
import io.zhijing.connectors.entry.Refusal;
import io.zhijing.connectors.entry.TlsProbe;
import io.zhijing.connectors.kafka.KafkaSecurity.Protocol;
import io.zhijing.connectors.secret.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.utils.Utils;

/**
 * Knocks at Kafka. Its clients go on trying for ever where a broker wants TLS and they speak none,
 * and say nothing; so does this, but for the patience.
 */
public final class KafkaDoor {

  private KafkaDoor() {}

  /** Whether the brokers let us in. */
  public static Entry knock(KafkaSettings settings, Duration patience) throws InterruptedException {
    Entry entry = ask(settings, patience);
    return entry == Entry.AWAY ? unanswered(settings, patience) : entry;
  }

  private static Entry ask(KafkaSettings settings, Duration patience) throws InterruptedException {
    Properties properties = settings.properties();
    properties.put("request.timeout.ms", String.valueOf(patience.toMillis()));
    properties.put("default.api.timeout.ms", String.valueOf(patience.toMillis()));
    try (Admin admin = Admin.create(properties)) {
      admin.describeCluster().nodes().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return Entry.OPEN;
    } catch (ExecutionException e) {
      return entry(e);
    } catch (TimeoutException e) {
      return Entry.AWAY;
    } catch (KafkaException e) {
      if (e.getCause() instanceof ConfigException) {
        return Entry.AWAY; // no name of the list is known yet
      }
      throw e;
    }
  }

  /** What they refuse and which setting to look at; empty if they let us in or are away. */
  public static Optional<Refusal> refusal(KafkaSettings settings, Duration patience)
      throws InterruptedException {
    return refusal(settings, knock(settings, patience));
  }

  /** The same where it is known already what became of the attempt. */
  public static Optional<Refusal> refusal(KafkaSettings settings, Entry entry) {
    return entry.isRefusal()
        ? Optional.of(
            new Refusal(
                "Kafka at " + settings.bootstrapServers(), entry, "kafka." + setting(entry)))
        : Optional.empty();
  }

  /** What a failure of any client says; away if it says nothing. */
  public static Entry entry(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SslAuthenticationException) {
        return Entry.UNTRUSTED;
      }
      if (cause instanceof AuthenticationException) {
        return Entry.WRONG_CREDENTIALS;
      }
      if (cause instanceof AuthorizationException) {
        return Entry.FORBIDDEN;
      }
    }
    return Entry.AWAY;
  }

  /** The setting to look at, below {@code kafka}. */
  public static String setting(Entry entry) {
    return switch (entry) {
      case NEEDS_TLS, SPEAKS_NO_TLS, NEEDS_USER -> "security.protocol";
      case UNTRUSTED -> "security.ca_file";
      case WRONG_CREDENTIALS -> "security.user and .password_file";
      default -> "security.user";
    };
  }

  private static Entry unanswered(KafkaSettings settings, Duration patience)
      throws InterruptedException {
    String protocol =
        settings.properties().getProperty("security.protocol", Protocol.PLAINTEXT.name());
    boolean hasTls = protocol.endsWith("SSL");
    boolean isThere = false;
    for (String server : List.of(settings.bootstrapServers().split(",", -1))) {
      Integer port = Utils.getPort(server.strip());
      String host = Utils.getHost(server.strip());
      TlsProbe.Speaks speaks =
          port == null || host == null
              ? TlsProbe.Speaks.NOTHING
              : TlsProbe.ask(host, port, patience);
      if (hasTls && speaks == TlsProbe.Speaks.SOMETHING_ELSE) {
        return Entry.SPEAKS_NO_TLS;
      }
      if (!hasTls && speaks == TlsProbe.Speaks.TLS) {
        return Entry.NEEDS_TLS;
      }
      isThere |= speaks != TlsProbe.Speaks.NOTHING;
    }
    boolean isAnonymous = !protocol.startsWith("SASL");
    return isThere && isAnonymous && wantsUser(settings, hasTls, patience)
        ? Entry.NEEDS_USER
        : Entry.AWAY;
  }

  /** A broker that wants a user ends the connection of who is none, and refuses one by name. */
  private static boolean wantsUser(KafkaSettings settings, boolean hasTls, Duration patience)
      throws InterruptedException {
    KafkaSecurity somebody =
        new KafkaSecurity(
            hasTls ? Protocol.SASL_SSL : Protocol.SASL_PLAINTEXT,
            KafkaSecurity.Mechanism.SCRAM_SHA_512,
            "nobody",
            Secret.of("nothing"),
            settings.security().authorities());
    Map<String, String> client = new HashMap<>(settings.client());
    client.remove("security.protocol");
    return ask(
            new KafkaSettings(
                settings.bootstrapServers(), settings.topicPrefix(), client, somebody),
            patience)
        == Entry.WRONG_CREDENTIALS;
  }
}
