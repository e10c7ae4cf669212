package io.zhijing.connectors.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.zhijing.connectors.elasticsearch.Credentials;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSecurity.Protocol;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.wire.yaml.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSectionsTest {
  private static final Path CA = Path.of("src", "test", "resources", "entry", "ca.pem");

  @TempDir private Path folder;
  private final List<String> faults = new ArrayList<>();
  private Path password;

  @BeforeEach
  void writeASecret() throws Exception {
    password = folder.resolve("password");
    Files.writeString(password, "hid\"den\\1\n");
  }

  private KafkaSettings kafka(String yaml, Map<String, String> environment) throws Exception {
    YamlReader reader = reader(yaml);
    KafkaSettings kafka = new ServerSections(environment, faults).kafka(reader);
    reader.refuseUnknown();
    return kafka;
  }

  private Optional<ElasticsearchSettings> elasticsearch(
      String yaml, Map<String, String> environment) throws Exception {
    return new ServerSections(environment, faults).elasticsearch(reader(yaml));
  }

  private YamlReader reader(String yaml) throws Exception {
    String filled = yaml.replace("$PASSWORD", password.toString()).replace("$CA", CA.toString());
    return new YamlReader(new ObjectMapper(new YAMLFactory()).readTree(filled), faults);
  }

  @Test
  void kafkaByTlsWithAUserIsOneSection() throws Exception {
    KafkaSettings kafka =
        kafka(
            """
            bootstrap_servers: kafka:9092
            security: {protocol: SASL_SSL, user: monitoring, password_file: $PASSWORD, ca_file: $CA}
            """,
            Map.of());
    assertThat(faults).isEmpty();
    assertThat(kafka.properties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.truststore.certificates", Files.readString(CA))
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"monitoring\" password=\"hid\\\"den\\\\1\";");
    assertThat(kafka.toString()).contains("monitoring", "SASL_SSL").doesNotContain("hid");
  }

  @Test
  void theyTravelWithTheJob() throws Exception {
    KafkaSettings kafka =
        kafka(
            """
            bootstrap_servers: kafka:9092
            security: {protocol: SASL_SSL, mechanism: PLAIN, user: m, password_file: $PASSWORD, ca_file: $CA}
            """,
            Map.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(kafka);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(kafka);
    }
  }

  @Test
  void aPasswordMayComeFromTheEnvironment() throws Exception {
    KafkaSettings kafka =
        kafka(
            "{bootstrap_servers: k:1, security: {protocol: SASL_SSL, user: m}}",
            Map.of("ZHIJING_KAFKA_PASSWORD", "hidden"));
    assertThat(faults).isEmpty();
    assertThat(kafka.security().password().reveal()).isEqualTo("hidden");
  }

  @Test
  void everyFaultOfKafkasSecurityIsNamed() throws Exception {
    kafka("{bootstrap_servers: k:1, security: {protocol: TLS, mechanism: SCRAM}}", Map.of());
    kafka("{bootstrap_servers: k:1, security: {protocol: SASL_SSL}}", Map.of());
    kafka("{bootstrap_servers: k:1, security: {protocol: SSL, user: m}}", Map.of());
    kafka("{bootstrap_servers: k:1, security: {ca_file: $CA}}", Map.of());
    kafka("{bootstrap_servers: k:1, security: {protocol: SSL, ca_file: $PASSWORD}}", Map.of());
    kafka("{bootstrap_servers: k:1, security: {protocol: SSL, ca_file: /no/such}}", Map.of());
    kafka(
        "{bootstrap_servers: k:1, security: {protocol: SASL_PLAINTEXT, mechanism: PLAIN, user: m,"
            + " password_file: $PASSWORD}}",
        Map.of());
    assertThat(faults)
        .containsExactly(
            "security.protocol must be one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL",
            "security.mechanism must be one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512",
            "security.user is missing: SASL_SSL has somebody sign in",
            "security.password_file is missing (or the variable ZHIJING_KAFKA_PASSWORD)",
            "security.user is set, and with protocol SSL nobody signs in",
            "security.ca_file is set, and protocol PLAINTEXT has no TLS",
            "security.ca_file holds no certificate in PEM form: " + password,
            "security.ca_file cannot be read: /no/such",
            "security.mechanism PLAIN would send the password in the clear: use SASL_SSL");
  }

  @Test
  void aSecretAmongClientPropertiesIsReadFromElsewhere() throws Exception {
    KafkaSettings kafka =
        kafka(
            """
            bootstrap_servers: k:1
            client: {ssl.key.password: "file:$PASSWORD", sasl.jaas.config: "env:JAAS", client.rack: r1}
            """,
            Map.of("JAAS", "hidden"));
    assertThat(faults).isEmpty();
    assertThat(kafka.client())
        .containsEntry("ssl.key.password", "hid\"den\\1")
        .containsEntry("sasl.jaas.config", "hidden")
        .containsEntry("client.rack", "r1");
    assertThat(kafka.security().protocol()).isEqualTo(Protocol.PLAINTEXT);
    kafka(
        """
        bootstrap_servers: k:1
        client: {ssl.keystore.password: visible, sasl.jaas.config: "env:NONE"}
        security: {protocol: SSL}
        """,
        Map.of());
    assertThat(faults)
        .containsExactly(
            "client.ssl.keystore.password is a secret: write file:PATH or env:NAME",
            "client.sasl.jaas.config the environment variable NONE is not set",
            "security.protocol and client.sasl.jaas.config are both set: one place says it");
    assertThat(faults.toString()).doesNotContain("visible");
  }

  @Test
  void elasticsearchByTlsWithAUserOrAKey() throws Exception {
    ElasticsearchSettings user =
        elasticsearch(
                "{hosts: ['https://e:9200'], user: m, password_file: $PASSWORD, ca_file: $CA}",
                Map.of())
            .orElseThrow();
    assertThat(user.authorities().areOwn()).isTrue();
    assertThat(user.credentials()).isEqualTo(new Credentials.Basic("m", "hid\"den\\1"));
    assertThat(user.toString()).contains("m").doesNotContain("hid", "BEGIN");
    ElasticsearchSettings key =
        elasticsearch("{hosts: ['https://e:9200'], api_key_file: $PASSWORD}", Map.of())
            .orElseThrow();
    assertThat(key.credentials()).isEqualTo(new Credentials.ApiKey("hid\"den\\1"));
    assertThat(key.toString()).doesNotContain("hid");
    ElasticsearchSettings variable =
        elasticsearch(
                "{hosts: ['https://e:9200']}", Map.of("ZHIJING_ELASTICSEARCH_API_KEY", "hidden"))
            .orElseThrow();
    assertThat(variable.credentials()).isEqualTo(new Credentials.ApiKey("hidden"));
    assertThat(faults).isEmpty();
  }

  @Test
  void everyFaultOfElasticsearchsSecurityIsNamed() throws Exception {
    elasticsearch(
        "{hosts: ['https://e:9200'], user: m, password_file: $PASSWORD, api_key_file: $PASSWORD}",
        Map.of());
    elasticsearch("{hosts: ['http://e:9200'], ca_file: $CA}", Map.of());
    elasticsearch("{hosts: ['http://e:9200', 'https://f:9200'], user: m}", Map.of());
    assertThat(faults)
        .containsExactly(
            "api_key_file and user are both set: one of them signs in",
            "elasticsearch: Elasticsearch settings: authorities of its own, and no host with https",
            "password_file is missing (or the variable ZHIJING_ELASTICSEARCH_PASSWORD)",
            "elasticsearch: Elasticsearch settings: some hosts with TLS and some without");
    assertThat(faults.toString()).doesNotContain("hid");
  }
}
