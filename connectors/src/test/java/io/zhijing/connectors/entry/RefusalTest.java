package io.zhijing.connectors.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RefusalTest {

  @Test
  void namesTheSettingTheServerAndWhatItDid() {
    assertThat(new Refusal("Kafka at k:9092", Entry.NEEDS_TLS, "kafka.security.protocol").text())
        .isEqualTo("kafka.security.protocol: Kafka at k:9092 wants TLS, and the settings say none");
  }

  @Test
  void onlyARefusalIsOne() {
    assertThat(Entry.OPEN.isRefusal()).isFalse();
    assertThat(Entry.AWAY.isRefusal()).isFalse();
    assertThat(Entry.FORBIDDEN.isRefusal()).isTrue();
  }

  @Test
  void authoritiesAreCertificates() throws Exception {
    String pem = Files.readString(Path.of("src", "test", "resources", "entry", "ca.pem"));
    assertThat(new Authorities(pem).context().getProtocol()).isEqualTo("TLS");
    assertThat(new Authorities(pem).areOwn()).isTrue();
    assertThat(Authorities.ofTheJvm().areOwn()).isFalse();
    assertThatThrownBy(() -> new Authorities("no certificate"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
