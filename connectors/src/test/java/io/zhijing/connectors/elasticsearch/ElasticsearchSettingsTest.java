package io.zhijing.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElasticsearchSettingsTest {

  @Test
  void printsNoSecret() {
    List<URI> hosts = List.of(URI.create("https://search.example:9200"));
    assertThat(
            new ElasticsearchSettings(hosts, "zhijing", new Credentials.Basic("writer", "hidden1"))
                .toString())
        .contains("writer")
        .doesNotContain("hidden1");
    assertThat(
            new ElasticsearchSettings(hosts, "zhijing", new Credentials.ApiKey("hidden2"))
                .toString())
        .doesNotContain("hidden2");
  }

  @Test
  void signsInWithTheHeaderOfItsKind() {
    assertThat(new Credentials.Basic("user", "pass").authorization())
        .contains("Basic dXNlcjpwYXNz");
    assertThat(new Credentials.ApiKey("abc=").authorization()).contains("ApiKey abc=");
    assertThat(new Credentials.None().authorization()).isEmpty();
  }

  @Test
  void tellsAllFaultsAtOnceAndNoSecretAmongThem() {
    List<URI> hosts =
        List.of(URI.create("ftp://search.example"), URI.create("http://u:hidden@search.example"));
    assertThatThrownBy(() -> new ElasticsearchSettings(hosts, "Upper", new Credentials.None()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http(s)")
        .hasMessageContaining("credentials do not belong")
        .hasMessageContaining("lower case")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void travelsWithTheJob() throws IOException, ClassNotFoundException {
    ElasticsearchSettings settings =
        new ElasticsearchSettings(
            List.of(URI.create("http://a:9200"), URI.create("http://b:9200")),
            "zhijing",
            new Credentials.Basic("user", "pass"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(settings);
    }
  }
}
