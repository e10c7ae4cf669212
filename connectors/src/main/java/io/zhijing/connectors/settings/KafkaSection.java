package io.zhijing.connectors.settings;

import io.zhijing.connectors.entry.Authorities;
import io.zhijing.connectors.kafka.KafkaSecurity;
import io.zhijing.connectors.kafka.KafkaSecurity.Mechanism;
import io.zhijing.connectors.kafka.KafkaSecurity.Protocol;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.connectors.wire.yaml.YamlReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Reads how to sign in to Kafka. */
final class KafkaSection {
  private static final String PASSWORD = "ZHIJING_KAFKA_PASSWORD";

  /** Certificates are no secrets, although Kafka does not print them. */
  private static final Set<String> PUBLIC =
      Set.of("ssl.truststore.certificates", "ssl.keystore.certificate.chain");

  private final ServerSections servers;
  private final UnaryOperator<String> environment;

  KafkaSection(ServerSections servers, UnaryOperator<String> environment) {
    this.servers = servers;
    this.environment = environment;
  }

  /** Further client properties. A secret among them stands in a file or a variable. */
  Map<String, String> client(YamlReader section) {
    Map<String, String> client = new LinkedHashMap<>();
    section
        .all()
        .forEach(
            (key, written) -> {
              Secret value = Secret.resolve(written, environment);
              value.fault().ifPresent(fault -> section.fault(key, fault));
              boolean isInFile = written.startsWith("file:") || written.startsWith("env:");
              if (isSecret(key) && !isInFile) {
                section.fault(key, "is a secret: write file:PATH or env:NAME");
              }
              client.put(key, value.reveal());
            });
    return client;
  }

  /** By Kafka's own word, so that none is forgotten. */
  private static boolean isSecret(String key) {
    ConfigDef.ConfigKey known = ConsumerConfig.configDef().configKeys().get(key);
    return known != null && known.type == ConfigDef.Type.PASSWORD && !PUBLIC.contains(key);
  }

  KafkaSecurity security(YamlReader section, Set<String> client) {
    Protocol protocol =
        oneOf(section, "protocol", Protocol.values(), Protocol::name).orElse(Protocol.PLAINTEXT);
    Mechanism mechanism =
        oneOf(section, "mechanism", Mechanism.values(), Mechanism::code)
            .orElse(Mechanism.SCRAM_SHA_512);
    String user = section.text("user", "");
    String password = servers.secret(section, "password_file", PASSWORD);
    Authorities authorities = servers.authorities(section);
    if (protocol.hasUser() && user.isEmpty()) {
      section.fault("user", "is missing: " + protocol + " has somebody sign in");
    }
    if (protocol.hasUser() && password.isEmpty()) {
      section.fault("password_file", "is missing (or the variable " + PASSWORD + ")");
    }
    if (!protocol.hasUser() && !user.isEmpty()) {
      section.fault("user", "is set, and with protocol " + protocol + " nobody signs in");
    }
    if (protocol == Protocol.SASL_PLAINTEXT && mechanism == Mechanism.PLAIN) {
      section.fault("mechanism", "PLAIN would send the password in the clear: use SASL_SSL");
    }
    if (authorities.areOwn() && !protocol.hasTls()) {
      section.fault("ca_file", "is set, and protocol " + protocol + " has no TLS");
    }
    if (protocol != Protocol.PLAINTEXT) {
      for (String each : new String[] {"security.protocol", "sasl.mechanism", "sasl.jaas.config"}) {
        if (client.contains(each)) {
          section.fault("protocol", "and client." + each + " are both set: one place says it");
        }
      }
    }
    return new KafkaSecurity(
        protocol,
        mechanism,
        user,
        protocol.hasUser() ? Secret.of(password) : Secret.none(),
        authorities);
  }

  private static <T> Optional<T> oneOf(
      YamlReader section, String key, T[] values, Function<T, String> code) {
    String text = section.text(key, "");
    Optional<T> found =
        Arrays.stream(values).filter(each -> code.apply(each).equals(text)).findFirst();
    if (found.isEmpty() && !text.isEmpty()) {
      section.fault(
          key, "must be one of " + String.join(", ", Arrays.stream(values).map(code).toList()));
    }
    return found;
  }
}
