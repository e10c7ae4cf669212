package io.zhijing.jobs.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.kafka.AccessAdmin;
import io.zhijing.connectors.kafka.AccessList;
import io.zhijing.connectors.kafka.AccessList.Rights;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.Topics;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.detection.model.ReportStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No program can do more than its work needs. Every refusal is the server's own word. */
@ExtendWith(SecureServers.Shared.class)
class RightsIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path LIST = Path.of("..", "docker", "secure", "kafka-access.yaml");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FORBIDDEN = 403;
  private static final String DOCUMENT = "{\"schema_version\":1}";
  private static final String OTHERS = "personnel";

  private static SecureServers servers;

  @BeforeAll
  static void putWhatIsNoneOfTheirBusiness() throws Exception {
    servers = SecureServers.shared();
    try (RestClient admin = Connections.open(servers.elasticsearch("admin"))) {
      assertThat(status(admin, "PUT", "/" + OTHERS + "/_doc/1?refresh=true", "{\"name\":\"x\"}"))
          .isEqualTo(201);
      for (DocumentKind kind : DocumentKind.values()) {
        assertThat(
                status(
                    admin,
                    "PUT",
                    "/" + kind.index("zhijing", "000001") + "/_doc/there?refresh=true",
                    DOCUMENT))
            .as(kind.code())
            .isBetween(200, 201);
      }
    }
  }

  private static int status(RestClient client, String method, String path, String json)
      throws IOException {
    Request request = new Request(method, path);
    if (json != null) {
      request.setJsonEntity(json);
    }
    try {
      return client.performRequest(request).getStatusLine().getStatusCode();
    } catch (ResponseException e) {
      if (e.getResponse().getStatusLine().getStatusCode() == FORBIDDEN) {
        assertThat(e.getMessage()).contains("security_exception");
      }
      return e.getResponse().getStatusLine().getStatusCode();
    }
  }

  private static void forbidden(String account, String method, String path, String json)
      throws Exception {
    try (RestClient client = Connections.open(servers.elasticsearch(account))) {
      assertThat(status(client, method, path, json))
          .as(account + ": " + method + " " + path)
          .isEqualTo(FORBIDDEN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setup",
        "monitoring",
        "notification",
        "console",
        "command_line",
        "reference",
        "reader"
      })
  void nobodyDeletesNorSeesUsersSessionsOrWhatIsOthers(String account) throws Exception {
    forbidden(account, "DELETE", "/zhijing-warnings-000001/_doc/there", null);
    forbidden(account, "DELETE", "/zhijing-warnings-000001", null);
    forbidden(account, "DELETE", "/zhijing-reports-000001", null);
    forbidden(account, "GET", "/" + OTHERS + "/_search", null);
    forbidden(account, "GET", "/" + OTHERS + "/_doc/1", null);
    forbidden(account, "PUT", "/" + OTHERS + "/_doc/2", DOCUMENT);
    forbidden(account, "DELETE", "/" + OTHERS, null);
    forbidden(account, "GET", "/.security/_search", null);
    forbidden(account, "GET", "/_security/user", null);
    forbidden(account, "GET", "/_security/role", null);
    forbidden(
        account,
        "PUT",
        "/_cluster/settings",
        "{\"persistent\":{\"cluster.max_shards_per_node\":\"2000\"}}");
    forbidden(account, "GET", "/_nodes/stats", null);
  }

  @Test
  void aDeletionWithinABulkRequestIsRefusedToo() throws Exception {
    for (String account : List.of("monitoring", "notification")) {
      String index = "zhijing-audit-000001";
      Request bulk = new Request("POST", "/_bulk");
      bulk.setJsonEntity("{\"delete\":{\"_index\":\"" + index + "\",\"_id\":\"there\"}}\n");
      try (RestClient client = Connections.open(servers.elasticsearch(account))) {
        Response answer = client.performRequest(bulk);
        try (InputStream in = answer.getEntity().getContent()) {
          JsonNode item = MAPPER.readTree(in).at("/items/0/delete");
          assertThat(item.path("status").asInt()).as(account).isEqualTo(FORBIDDEN);
          assertThat(item.at("/error/type").asText()).isEqualTo("security_exception");
        }
      }
    }
  }

  @Test
  void theSetUpGivesIndicesNewFieldsAndWritesNoDocument() throws Exception {
    String fields = "{\"properties\":{\"cluster_regions\":{\"type\":\"keyword\"}}}";
    String index = "/zhijing-warnings-000001";
    for (String account : List.of("console", "command_line", "reader")) {
      forbidden(account, "PUT", index + "/_mapping", fields);
    }
    forbidden("setup", "PUT", index + "/_doc/1", DOCUMENT);
    try (RestClient client = Connections.open(servers.elasticsearch("setup"))) {
      assertThat(status(client, "PUT", index + "/_mapping", fields)).isEqualTo(200);
      Templates.install(client, "zhijing");
    }
  }

  @Test
  void theMonitoringJobReadsNothingAndWritesItsOwnKindsOnly() throws Exception {
    for (DocumentKind kind : DocumentKind.values()) {
      forbidden("monitoring", "GET", "/" + kind.alias("zhijing") + "/_search", null);
      forbidden("monitoring", "GET", "/" + kind.index("zhijing", "000001") + "/_doc/there", null);
    }
    forbidden("monitoring", "PUT", "/zhijing-targets-000001/_doc/1", DOCUMENT);
    forbidden("monitoring", "PUT", "/zhijing-regions-000001/_doc/1", DOCUMENT);
    forbidden("monitoring", "PUT", "/_index_template/mine", "{\"index_patterns\":[\"x\"]}");
    try (RestClient client = Connections.open(servers.elasticsearch("monitoring"))) {
      assertThat(status(client, "PUT", "/zhijing-audit-000001/_doc/new", DOCUMENT))
          .as("what it is for, it may")
          .isEqualTo(201);
    }
  }

  @Test
  void theNotificationJobSeesNoReportAndWritesTheAuditOnly() throws Exception {
    for (DocumentKind kind : DocumentKind.values()) {
      forbidden("notification", "GET", "/" + kind.alias("zhijing") + "/_search", null);
      if (kind != DocumentKind.AUDIT && kind != DocumentKind.DEAD_LETTERS) {
        forbidden(
            "notification", "PUT", "/" + kind.index("zhijing", "000001") + "/_doc/1", DOCUMENT);
      }
    }
  }

  @Test
  void theConsoleReadsAndWritesNoDocument() throws Exception {
    try (RestClient client = Connections.open(servers.elasticsearch("console"))) {
      for (DocumentKind kind : DocumentKind.values()) {
        assertThat(status(client, "GET", "/" + kind.alias("zhijing") + "/_search", null))
            .as(kind.code())
            .isEqualTo(200);
        for (String account : List.of("console", "command_line", "reader")) {
          forbidden(account, "PUT", "/" + kind.index("zhijing", "000001") + "/_doc/1", DOCUMENT);
        }
      }
    }
    forbidden("reader", "GET", "/zhijing-reports/_search", null);
  }

  private static Topics topics() {
    return new Topics(Topics.DEFAULT_PREFIX);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka) {
    Properties properties = kafka.properties();
    properties.put("default.api.timeout.ms", "10000");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Throwable reading(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return catchThrowable(
        () -> {
          TopicPartition partition = new TopicPartition(topic, 0);
          consumer.assign(List.of(partition));
          consumer.seekToBeginning(List.of(partition));
          // Who may only write sees that there is a topic; the records themselves come by a poll.
          for (int i = 0; i < 100; i++) {
            consumer.poll(Duration.ofMillis(100));
          }
        });
  }

  private static Throwable writing(KafkaProducer<byte[], byte[]> producer, String topic) {
    Throwable thrown =
        catchThrowable(
            () -> producer.send(new ProducerRecord<>(topic, new byte[0], new byte[0])).get());
    return thrown instanceof ExecutionException wrapped ? wrapped.getCause() : thrown;
  }

  @ParameterizedTest
  @ValueSource(strings = {"monitoring", "notification", "console", "source", "keeper"})
  void whatTheListDoesNotGiveKafkaRefuses(String user) throws Exception {
    Rights rights = AccessList.read(LIST).users().get(user);
    List<String> all =
        topics().all().stream().map(name -> name.substring("zhijing.".length())).toList();
    Properties writing = servers.kafka(user).properties();
    writing.put("max.block.ms", "10000");
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(servers.kafka(user));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String topic : all) {
        if (!rights.read().contains(topic)) {
          assertThat(reading(consumer, "zhijing." + topic))
              .as(user + " reads " + topic)
              .isInstanceOf(TopicAuthorizationException.class);
        }
        if (!rights.write().contains(topic)) {
          assertThat(writing(producer, "zhijing." + topic))
              .as(user + " writes " + topic)
              .isInstanceOf(TopicAuthorizationException.class);
        }
      }
    }
  }

  @Test
  void onlyTheMonitoringJobReadsReports() throws Exception {
    Map<String, Rights> users = AccessList.read(LIST).users();
    List<String> readers = new ArrayList<>();
    users.forEach(
        (user, rights) -> {
          if (rights.read().contains("complaints")) {
            readers.add(user);
          }
        });
    assertThat(readers).containsExactly("monitoring");
  }

  @Test
  void aUserWithoutRightsReadsNoReportsAndRightsThatTheListNoMoreNamesAreTaken() throws Exception {
    KafkaSettings admin = servers.kafka("setup");
    Map<String, Secret> passwords = Map.of("stranger", Secret.of("a password for tests"));
    AccessList some =
        new AccessList(
            Map.of("stranger", new Rights(Set.of("rules"), Set.of(), Set.of("strangers"))));
    assertThat(AccessAdmin.apply(admin, some, passwords, PATIENCE).given()).isEqualTo(2);
    assertThat(AccessAdmin.apply(admin, some, Map.of(), PATIENCE))
        .isEqualTo(new AccessAdmin.Changed(0, 0, 0));
    AccessList none = new AccessList(Map.of("stranger", new Rights(Set.of(), Set.of(), Set.of())));
    assertThat(AccessAdmin.apply(admin, none, Map.of(), PATIENCE).taken()).isEqualTo(2);
    try (KafkaConsumer<byte[], byte[]> consumer =
        consumer(servers.kafka("stranger", "a password for tests"))) {
      List<String> forbidden = new ArrayList<>(topics().reports());
      forbidden.add(topics().rules());
      for (String topic : forbidden) {
        assertThat(reading(consumer, topic))
            .as(topic)
            .isInstanceOf(TopicAuthorizationException.class);
      }
    }
  }

  @Test
  void deadLettersAreNotKeptForEver() throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, topics().deadLetters());
    try (Admin admin = Admin.create(servers.kafka("setup").properties())) {
      assertThat(
              admin
                  .describeConfigs(List.of(topic))
                  .all()
                  .get()
                  .get(topic)
                  .get("retention.ms")
                  .value())
          .isEqualTo(String.valueOf(Duration.ofDays(30).toMillis()));
    }
  }

  @Test
  void noProgramMakesOrDeletesTopicsNorUsesAnothersGroup() throws Exception {
    String complaints = topics().of(ReportStream.COMPLAINT);
    for (String user : List.of("monitoring", "notification", "console", "source", "keeper")) {
      try (Admin admin = Admin.create(servers.kafka(user).properties())) {
        assertThat(catchThrowable(() -> admin.deleteTopics(List.of(complaints)).all().get()))
            .as(user)
            .hasCauseInstanceOf(TopicAuthorizationException.class);
        NewTopic mine = new NewTopic("zhijing.mine", 1, (short) 1);
        assertThat(catchThrowable(() -> admin.createTopics(List.of(mine)).all().get()))
            .as(user)
            .hasCauseInstanceOf(AuthorizationException.class);
      }
    }
    Properties another = servers.kafka("notification").properties();
    another.put("group.id", "zhijing-monitor");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(another, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topics().warnings()));
      assertThat(
              catchThrowable(
                  () -> {
                    for (int i = 0; i < 100; i++) {
                      consumer.poll(Duration.ofMillis(100));
                    }
                  }))
          .isInstanceOf(GroupAuthorizationException.class);
    }
  }
}
