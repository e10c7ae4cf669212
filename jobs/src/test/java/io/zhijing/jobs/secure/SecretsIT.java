package io.zhijing.jobs.secure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes the secrets of the secure variant. */
class SecretsIT {
  private static final Path MAKE = Path.of("..", "docker", "secure", "make");
  private static final String HOST = "ZHIJING_KAFKA_HOST";
  private static final int REFUSED = 1;
  private static final int ASKED_WRONGLY = 2;

  @TempDir private Path folder;

  /** What the script said, and its exit code. */
  private record Run(int code, String said) {}

  private Run make(Map<String, String> environment, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of(MAKE.toString()));
    words.addAll(List.of(options));
    words.add(secrets().toString());
    Path log = folder.resolve("make.log");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), Files.readString(log));
  }

  private Path secrets() {
    return folder.resolve("secrets");
  }

  private String secret(String name) throws IOException {
    return Files.readString(secrets().resolve(name));
  }

  @Test
  void aHashKeyThatIsLostIsNotMadeAnewUnlessItIsAskedFor() throws Exception {
    assertThat(make(Map.of()).code()).isZero();
    String key = secret("hash_key");
    Files.delete(secrets().resolve("webhook_key"));
    assertThat(make(Map.of()).code()).isZero();
    assertThat(secret("hash_key")).as("what is there stays").isEqualTo(key);
    assertThat(secrets().resolve("webhook_key")).as("and what is not is made").exists();

    Files.delete(secrets().resolve("hash_key"));
    Files.delete(secrets().resolve("webhook_key"));
    Run refused = make(Map.of());
    assertThat(refused.code()).isEqualTo(REFUSED);
    assertThat(refused.said())
        .contains("hash_key is missing")
        .contains("complainants, and ids of reports that look personal, get other codes")
        .contains("--new-hash-key");
    assertThat(secrets().resolve("hash_key")).doesNotExist();
    assertThat(secrets().resolve("webhook_key")).as("nothing else was made").doesNotExist();

    assertThat(make(Map.of(), "--new-hash-key").code()).isZero();
    assertThat(secret("hash_key")).hasSizeGreaterThanOrEqualTo(16).isNotEqualTo(key);
    assertThat(secrets().resolve("webhook_key")).exists();
  }

  @Test
  void aFolderWithSecretsOfOthersGetsItsFirstKey() throws Exception {
    Files.createDirectories(secrets());
    Files.writeString(secrets().resolve("grafana_password"), "a password for tests");
    assertThat(make(Map.of()).code()).isZero();
    assertThat(secrets().resolve("hash_key")).exists();
  }

  @Test
  void kafkasCertificateHoldsForTheNameThatSendersKnow() throws Exception {
    assertThat(make(Map.of(HOST, "kafka.example.org")).code()).isZero();
    assertThat(names("kafka"))
        .containsExactlyInAnyOrder("kafka", "localhost", "127.0.0.1", "kafka.example.org");
    assertThat(names("kibana")).containsExactlyInAnyOrder("kibana", "localhost", "127.0.0.1");
    for (String name : List.of("kafka.pem", "kafka_keystore.pem")) {
      Files.delete(secrets().resolve(name));
    }
    assertThat(make(Map.of(HOST, "192.0.2.7")).code()).isZero();
    assertThat(names("kafka")).contains("192.0.2.7").doesNotContain("kafka.example.org");
    assertThat(make(Map.of(HOST, "a,DNS:b")).code()).isEqualTo(ASKED_WRONGLY);
  }

  @Test
  void anAuthorityWhoseKeyLiesElsewhereStaysTheOnlyOne() throws Exception {
    assertThat(make(Map.of()).code()).isZero();
    String authority = secret("ca.pem");
    String key = secret("ca.key");
    Files.delete(secrets().resolve("ca.key"));
    Files.delete(secrets().resolve("webhook_key"));
    assertThat(make(Map.of()).code()).as("nothing has to be signed").isZero();
    assertThat(secrets().resolve("webhook_key")).exists();
    assertThat(secrets().resolve("ca.key")).doesNotExist();

    Files.delete(secrets().resolve("kafka.pem"));
    Files.delete(secrets().resolve("webhook_key"));
    Run refused = make(Map.of());
    assertThat(refused.code()).isEqualTo(REFUSED);
    assertThat(refused.said()).contains("ca.key is missing", "kafka.pem", "--new-authority");
    assertThat(secret("ca.pem")).isEqualTo(authority);
    assertThat(secrets().resolve("webhook_key")).as("nothing else was made").doesNotExist();

    Files.writeString(secrets().resolve("ca.key"), key);
    assertThat(make(Map.of()).code()).isZero();
    assertThat(secret("ca.pem")).isEqualTo(authority);
    certificate("kafka").verify(certificate("ca").getPublicKey());
    certificate("console").verify(certificate("ca").getPublicKey());
  }

  @Test
  void anotherAuthorityIsMadeWithAllItsCertificatesWhereItIsAskedFor() throws Exception {
    assertThat(make(Map.of()).code()).isZero();
    String authority = secret("ca.pem");
    String hashKey = secret("hash_key");
    Files.delete(secrets().resolve("ca.key"));
    Files.delete(secrets().resolve("ca.pem"));
    assertThat(make(Map.of()).code()).as("there are certificates of it").isEqualTo(REFUSED);
    assertThat(make(Map.of(), "--new-authority").code()).isZero();
    assertThat(secret("ca.pem")).isNotEqualTo(authority);
    for (String name : List.of("elasticsearch", "kafka", "kibana", "console")) {
      certificate(name).verify(certificate("ca").getPublicKey());
    }
    assertThat(secret("kafka_keystore.pem")).contains(secret("ca.pem"), secret("kafka.pem"));
    assertThat(secret("hash_key")).isEqualTo(hashKey);
  }

  private X509Certificate certificate(String name) throws Exception {
    try (InputStream in = Files.newInputStream(secrets().resolve(name + ".pem"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private List<String> names(String host) throws Exception {
    return certificate(host).getSubjectAlternativeNames().stream()
        .map(name -> String.valueOf(name.get(1)))
        .toList();
  }
}
